import type { CheckoutFile } from '../files/FileAnalysis';
import { startsLikeSql } from '../embedded/analyzeEmbeddedSql';
import type { MentionFinder } from '../files/findMentions';
import { listNodes, parseLookml, type LookmlNode } from './parseLookml';

interface PlacedExpression {
  path: string;
  view?: LookmlNode;
  written: string;
}

const projects = new WeakMap<CheckoutFile[], LookmlProject>();

/** The LookML files of a checkout, which refine, extend and join each other's views. */
export class LookmlProject {
  readonly #expressions: PlacedExpression[] = [];
  readonly #views: { path: string; view: LookmlNode }[] = [];
  readonly #unreadable: string[] = [];
  readonly #mentions: MentionFinder;

  /** The same project for the same checkout. */
  static create(
    checkout: CheckoutFile[],
    mentions: MentionFinder,
  ): LookmlProject {
    const known = projects.get(checkout);
    if (known) {
      return known;
    }
    const project = new LookmlProject(mentions);
    checkout
      .filter(({ path }) => /\.(?:lkml|lookml)$/i.test(path))
      .forEach(file => project.#add(file));
    projects.set(checkout, project);
    return project;
  }

  private constructor(mentions: MentionFinder) {
    this.#mentions = mentions;
  }

  #add({ path, text }: CheckoutFile) {
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
        this.#views.push({ path, view });
      }
      for (const { expression, key, name, children } of listNodes([top])) {
        const isImplicit =
          key.startsWith('dimension') &&
          !children.some(child => child.key.startsWith('sql'));
        if (expression) {
          const written = text.slice(expression.start, expression.end);
          this.#expressions.push({ path, view, written });
        } else if (isImplicit && name) {
          this.#expressions.push({ path, view, written: `\${TABLE}.${name}` });
        }
      }
    }
  }

  /** Says what reads changed columns of a view from elsewhere: refinements, extensions, joins and queries. */
  findOtherUses(view: LookmlNode, path: string): string[] {
    const name = view.name ?? '';
    const related = this.#relatedTo(view);
    const uses = this.#expressions.flatMap(({ view: at, written, path: p }) => {
      const [column] = this.#mentions.findColumns(withoutFields(written));
      const isItself =
        p === path && at?.start === view.start && at.name === view.name;
      if (!column || isItself) {
        return [];
      }
      const isRelated =
        at !== undefined && related.has(at.name?.replace(/^\+/, '') ?? '');
      const names = new RegExp(
        `\\b${escape(name)}[\`"]?\\.[\`"]?${escape(column.name)}\\b`,
        'i',
      ).test(withoutFields(written));
      const isQuery = startsLikeSql(written);
      const reads = written.includes(`\${${name}.SQL_TABLE_NAME}`);
      return ((isRelated || names) && !isQuery) || reads
        ? [
            `${p} reads ${column.name} of the view ${name} too. Migrate both by hand.`,
          ]
        : [];
    });
    const unreadable = this.#unreadable.map(
      p =>
        `${p} does not parse as LookML, and names columns that change. Migrate both by hand.`,
    );
    return [...uses, ...unreadable, ...this.#missingBases(view)];
  }

  /** The view itself, those that extend it, and those that it extends. */
  #relatedTo(view: LookmlNode): Set<string> {
    const own = view.name?.replace(/^\+/, '') ?? '';
    const related = new Set([own, ...basesOf(view)]);
    for (let before = 0; before !== related.size; ) {
      before = related.size;
      for (const { view: other } of this.#views) {
        const name = other.name?.replace(/^\+/, '') ?? '';
        const bases = basesOf(other);
        if (bases.some(base => base === own || related.has(base))) {
          related.add(name);
        }
        if (related.has(name)) {
          bases.forEach(base => related.add(base));
        }
      }
    }
    return related;
  }

  #missingBases(view: LookmlNode): string[] {
    return basesOf(view)
      .filter(base => !this.#views.some(({ view: { name } }) => name === base))
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

/** `${view.field}` and `${field}` are fields, whose names stay. */
function withoutFields(written: string): string {
  return written.replace(/\$\{(?!\s*TABLE\s*\})[^}]*\}/g, ' ');
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
