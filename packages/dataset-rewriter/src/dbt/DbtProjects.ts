import { isMap, type YAMLMap } from 'yaml';
import type { PlannedMove, RelationPair } from '../contract/planMoves';
import { mapsAt, parseYaml, scalarAt, textOf } from '../yaml/parseYaml';
import type { RelationCall } from './findRelationCalls';
import { ProjectMacros } from './ProjectMacros';

/** A file whose text is known. */
export interface TextFile {
  path: string;
  text: string;
}

/** What becomes of the declaration of an old source. */
export type SourceFate =
  | { kind: 'notDeclared' }
  | { kind: 'renamed' }
  | { kind: 'left'; message: string };

/** The dbt projects of a checkout. */
export interface DbtProjects {
  /** The project that a file belongs to. */
  projectOf(path: string): DbtProject | undefined;
}

interface DeclaredSource {
  path: string;
  name: string;
  tables: string[];
  schema?: string;
  database?: string;
}

/** One dbt project, as far as a move of its sources needs it. */
export class DbtProject {
  /** What the project's own macros read. */
  readonly macros: ProjectMacros;
  readonly #sources: DeclaredSource[];

  static create(files: TextFile[]): DbtProject {
    return new DbtProject(files);
  }

  private constructor(files: TextFile[]) {
    this.macros = ProjectMacros.create(files);
    this.#sources = files
      .filter(({ path }) => /\.ya?ml$/i.test(path))
      .flatMap(readSources);
  }

  /** Whether the declaration of an old source can follow, so that its readers can. */
  fateOf(pair: RelationPair, move: PlannedMove): SourceFate {
    const { from, to } = pair;
    if (from.kind !== 'source') {
      return { kind: 'notDeclared' };
    }
    const blocks = this.#sources.filter(
      ({ name, tables }) => name === from.source && tables.includes(from.table),
    );
    if (!blocks.length) {
      return { kind: 'notDeclared' };
    }
    const wanted = to.kind === 'source' ? `${to.source}.${to.table}` : to.model;
    const old = `${from.source}.${from.table}`;
    if (to.kind !== 'source' || this.#declares(to.source, to.table)) {
      return {
        kind: 'left',
        message: `${wanted} stands for it now. Remove the declaration of ${old} when nobody reads it.`,
      };
    }
    const [block] = blocks;
    if (blocks.length > 1 || block.tables.length > 1) {
      return {
        kind: 'left',
        message: `The source ${from.source} declares more than ${from.table}. Declare ${wanted}, then run again.`,
      };
    }
    if (
      this.#sources.some(other => other !== block && other.name === to.source)
    ) {
      return {
        kind: 'left',
        message: `The project declares a source ${to.source} already. Declare ${wanted} there, then run again.`,
      };
    }
    const elsewhere = findOtherLocation(block, move);
    return elsewhere
      ? { kind: 'left', message: elsewhere }
      : { kind: 'renamed' };
  }

  /** Why a call of an old source cannot be changed. */
  problemOf({ target, pair, move }: RelationCall): string | undefined {
    if (target !== 'old' || !pair || !move || pair.to.kind !== 'source') {
      return undefined;
    }
    if (this.#declares(pair.to.source, pair.to.table)) {
      return undefined;
    }
    const fate = this.fateOf(pair, move);
    return fate.kind === 'left' ? fate.message : undefined;
  }

  #declares(source: string, table: string): boolean {
    return this.#sources.some(
      ({ name, tables }) => name === source && tables.includes(table),
    );
  }
}

/** Groups the files of a checkout by project. */
export function findDbtProjects(files: TextFile[]): DbtProjects {
  const roots = files
    .filter(({ path }) => /(^|\/)dbt_project\.ya?ml$/.test(path))
    .map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1))
    .sort((a, b) => b.length - a.length);
  const rootOf = (path: string) => roots.find(root => path.startsWith(root));
  const projects = new Map(
    roots.map(root => [
      root,
      DbtProject.create(files.filter(({ path }) => rootOf(path) === root)),
    ]),
  );
  return {
    projectOf: path => {
      const root = rootOf(path);
      return root === undefined ? undefined : projects.get(root);
    },
  };
}

function readSources({ path, text }: TextFile): DeclaredSource[] {
  if (!/^\s*sources\s*:/m.test(text)) {
    return [];
  }
  const parsed = parseYaml(text);
  return 'problem' in parsed
    ? []
    : parsed.documents.flatMap(({ contents }) =>
        isMap(contents)
          ? mapsAt(contents, 'sources').map(block => readSource(block, path))
          : [],
      );
}

function readSource(block: YAMLMap, path: string): DeclaredSource {
  const name = textOf(scalarAt(block, 'name')) ?? '';
  return {
    path,
    name,
    tables: mapsAt(block, 'tables').flatMap(
      table => textOf(scalarAt(table, 'name')) ?? [],
    ),
    schema: textOf(scalarAt(block, 'schema')),
    database: textOf(scalarAt(block, 'database')),
  };
}

/** A schema or database that is not the old one's says that the contract means another place. */
function findOtherLocation(
  { schema, database }: DeclaredSource,
  { tables }: PlannedMove,
): string | undefined {
  const wrong = (written: string | undefined, fromEnd: number) =>
    written !== undefined &&
    tables.length > 0 &&
    !tables.some(({ from }) => from.at(-fromEnd) === written);
  if (wrong(schema, 2)) {
    return `schema: ${schema} is not the old dataset's. Rename the source by hand, then run again.`;
  }
  return wrong(database, 3)
    ? `database: ${database} is not the old dataset's. Rename the source by hand, then run again.`
    : undefined;
}
