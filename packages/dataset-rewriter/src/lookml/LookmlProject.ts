import type { TextFile } from '../dbt/DbtProjects';
import type { MentionFinder } from '../files/findMentions';
import { ColumnReaders, plainViewName } from './ColumnReaders';
import { listNodes, parseLookml, type LookmlNode } from './parseLookml';

const projects = new WeakMap<TextFile[], LookmlProject>();

/** The LookML files of a checkout, which refine, extend and join each other's views. */
export class LookmlProject {
  readonly #readers: ColumnReaders;
  readonly #viewNames = new Set<string | undefined>();
  /** Views that a view extends, and those that extend it. */
  readonly #neighbours = new Map<string, Set<string>>();
  readonly #unreadable: string[] = [];
  readonly #mentions: MentionFinder;

  /** The same project for the same checkout. */
  static create(files: TextFile[], mentions: MentionFinder): LookmlProject {
    const known = projects.get(files);
    if (known) {
      return known;
    }
    const project = new LookmlProject(mentions);
    files
      .filter(({ path }) => /\.(?:lkml|lookml)$/i.test(path))
      .forEach(file => project.#add(file));
    projects.set(files, project);
    return project;
  }

  private constructor(mentions: MentionFinder) {
    this.#mentions = mentions;
    this.#readers = ColumnReaders.create(mentions);
  }

  #add({ path, text }: TextFile) {
    const parsed = parseLookml(text);
    if ('problem' in parsed) {
      if (this.#mentions.findColumns(text).length) {
        this.#unreadable.push(path);
      }
      return;
    }
    for (const top of parsed.nodes) {
      const view = top.key === 'view' ? top : undefined;
      if (view) {
        this.#addView(view);
      }
      for (const { expression, key, name, children } of listNodes([top])) {
        const isImplicit =
          key.startsWith('dimension') &&
          !children.some(child => child.key.startsWith('sql'));
        if (expression) {
          const written = text.slice(expression.start, expression.end);
          this.#readers.add(path, view, written);
        } else if (isImplicit && name) {
          this.#readers.add(path, view, `\${TABLE}.${name}`);
        }
      }
    }
  }

  #addView(view: LookmlNode) {
    this.#viewNames.add(view.name);
    for (const base of basesOf(view)) {
      this.#relate(plainViewName(view), base);
      this.#relate(base, plainViewName(view));
    }
  }

  #relate(from: string, to: string) {
    const neighbours = this.#neighbours.get(from) ?? new Set();
    this.#neighbours.set(from, neighbours.add(to));
  }

  /** Says what reads changed columns of a view from elsewhere: refinements, extensions, joins and queries. */
  findOtherUses(view: LookmlNode, path: string): string[] {
    const name = view.name ?? '';
    const uses = this.#readers
      .find(name, this.#relatedTo(view))
      .filter(
        ({ view: at, path: p }) =>
          p !== path || at?.start !== view.start || at.name !== view.name,
      )
      .map(
        ({ path: p, column }) =>
          `${p} reads ${column} of the view ${name} too. Migrate both by hand.`,
      );
    const unreadable = this.#unreadable.map(
      p =>
        `${p} does not parse as LookML, and names columns that change. Migrate both by hand.`,
    );
    return [...uses, ...unreadable, ...this.#missingBases(view)];
  }

  /** The view itself, those that extend it, and those that it extends. */
  #relatedTo(view: LookmlNode): Set<string> {
    const related = new Set([plainViewName(view), ...basesOf(view)]);
    // a set that grows while it is gone through gives what is added too
    for (const name of related) {
      this.#neighbours.get(name)?.forEach(other => related.add(other));
    }
    return related;
  }

  #missingBases(view: LookmlNode): string[] {
    return basesOf(view)
      .filter(base => !this.#viewNames.has(base))
      .map(
        base =>
          `The view extends ${base}, which is not in this repository. Migrate it by hand.`,
      );
  }
}

function basesOf(view: LookmlNode): string[] {
  return view.children
    .filter(({ key }) => /^extends(?:__all)?$/.test(key))
    .flatMap(({ name }) => name?.match(/\w+/g) ?? []);
}
