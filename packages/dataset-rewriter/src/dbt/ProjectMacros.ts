import type { MentionFinder } from '../files/findMentions';
import type { TextFile } from './DbtProjects';
import { findMacros, type ProjectMacro } from './findMacros';
import { findRegions } from './maskJinja';

const CALL = /(?<![\w.])(?:(\w+)\.)?(\w+)\s*\(/g;
const DEEPEST_CALL = 5;

/** The macros of one project, as far as it has to be known what they read. */
export class ProjectMacros {
  readonly #macros: Map<string, ProjectMacro>;

  static create(files: TextFile[]): ProjectMacros {
    return new ProjectMacros(files);
  }

  private constructor(files: TextFile[]) {
    this.#macros = new Map(
      files
        .filter(({ path }) => /\.sql$/i.test(path))
        .flatMap(findMacros)
        .map(macro => [macro.name, macro]),
    );
  }

  /** Why a template that calls macros of the project may read a column that changes. */
  findProblem(
    template: string,
    mentions: MentionFinder,
    depth = 0,
  ): string | undefined {
    for (const { name, path, line, body } of this.#calledIn(template)) {
      const [column] = mentions.findColumns(body);
      if (column) {
        return `The macro ${name} (${path}:${line}) names ${column.name}, and what that belongs to is not known. Migrate the query and the macro by hand.`;
      }
      const inner =
        depth < DEEPEST_CALL
          ? this.findProblem(templatesOf(body), mentions, depth + 1)
          : undefined;
      if (inner !== undefined) {
        return inner;
      }
    }
    return undefined;
  }

  /** The macro that a template hands a relation to, where the template is nothing but that call. */
  findCalled(template: string): ProjectMacro | undefined {
    const name = /^(?:\w+\.)?(\w+)\s*\(/.exec(template)?.[1];
    return name === undefined ? undefined : this.#macros.get(name);
  }

  /** Whether a macro reads nothing that changes of the relation that it is handed at a position. */
  readsNothingThatChanges(
    macro: ProjectMacro,
    position: number,
    mentions: MentionFinder,
  ): boolean {
    const { body, parameters } = macro;
    const parameter = parameters[position];
    const templates = findRegions(body).filter(r => r.kind !== 'comment');
    const names = templates.filter(
      region => parameter && new RegExp(`\\b${parameter}\\b`).test(region.body),
    );
    return (
      names.length > 0 &&
      names.every(
        ({ kind, body: own }) => kind === 'expression' && own === parameter,
      ) &&
      !/\*/.test(body) &&
      !mentions.findColumns(body).length &&
      !mentions.findNames(body).length &&
      this.findProblem(templatesOf(body), mentions) === undefined
    );
  }

  #calledIn(template: string): ProjectMacro[] {
    return [...template.matchAll(CALL)].flatMap(
      ([, , name]) => this.#macros.get(name) ?? [],
    );
  }
}

function templatesOf(body: string): string {
  return findRegions(body)
    .filter(({ kind }) => kind !== 'comment')
    .map(region => region.body)
    .join('\n');
}
