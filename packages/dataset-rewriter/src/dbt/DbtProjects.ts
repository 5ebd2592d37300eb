import type { PlannedMove, RelationPair } from '../contract/planMoves';
import {
  changesLocation,
  findOtherLocation,
  readSources,
  type DeclaredSource,
} from './declaredSources';
import type { RelationCall } from './findRelationCalls';
import { ModelDefinitions } from './ModelDefinitions';
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
  | { kind: 'joined'; message: string }
  | { kind: 'left'; message: string };

/** An old source whose declaration has to stay, since a file of its project is left that reads it. */
export interface KeptSource {
  /** The folder of the project, with a slash at its end unless it is empty. */
  root: string;
  source: string;
  table: string;
}

/** The dbt projects of a checkout. */
export interface DbtProjects {
  all: DbtProject[];
  /** The project that a file belongs to. */
  projectOf(path: string): DbtProject | undefined;
}

/** What is known of all projects before any file is looked at. */
export interface ProjectFacts {
  kept: KeptSource[];
  moves: PlannedMove[];
  /** Folders and files of the checkout that are not among those to be looked at. */
  excludedPaths: string[];
}

/** One dbt project, as far as a move of its sources needs it. */
export class DbtProject {
  /** What the project's own macros read. */
  readonly macros: ProjectMacros;
  /** The models that it defines, and what becomes of them. */
  readonly models: ModelDefinitions;
  /** Its folder, with a slash at its end unless it is empty. */
  readonly root: string;
  readonly #kept: KeptSource[];
  readonly #sources: DeclaredSource[];
  readonly #files: TextFile[];

  static create(
    root: string,
    files: TextFile[],
    facts: ProjectFacts,
  ): DbtProject {
    return new DbtProject(root, files, facts);
  }

  private constructor(
    root: string,
    files: TextFile[],
    { kept, moves, excludedPaths }: ProjectFacts,
  ) {
    this.root = root;
    this.#kept = kept.filter(source => source.root === root);
    this.#files = files;
    this.macros = ProjectMacros.create(files);
    this.models = ModelDefinitions.create({
      root,
      files,
      moves,
      excludedPaths,
    });
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
        message: describeReplaced(wanted, old),
      };
    }
    if (move.obstacle !== undefined) {
      return { kind: 'left', message: move.obstacle };
    }
    const [block] = blocks;
    if (blocks.length > 1) {
      return {
        kind: 'left',
        message: `${old} is declared more than once. Remove all declarations but one, then run again.`,
      };
    }
    const staysInSource =
      from.source === to.source && !changesLocation(block, move);
    const isKept = this.#kept.some(
      ({ source, table }) => source === from.source && table === from.table,
    );
    const isSplit = block.tables.length > 1 && !staysInSource;
    if (block.splitProblem && (isSplit || isKept)) {
      return {
        kind: 'left',
        message: `${block.splitProblem} Declare ${wanted}, then run again.`,
      };
    }
    const named = block.values.find(value => move.fields.has(value));
    if (named !== undefined) {
      return {
        kind: 'left',
        message: `The source ${from.source} names ${named} for all of its tables. Declare ${wanted} by hand, then run again.`,
      };
    }
    const elsewhere = findOtherLocation(block, move, from.source, to.source);
    if (elsewhere) {
      return { kind: 'left', message: elsewhere };
    }
    return isKept
      ? { kind: 'joined', message: describeReplaced(wanted, old) }
      : { kind: 'renamed' };
  }

  /** Why a call of an old relation cannot be changed. */
  problemOf({ target, pair, move }: RelationCall): string | undefined {
    if (target !== 'old' || !pair || !move) {
      return undefined;
    }
    if (pair.to.kind !== 'source') {
      const changesMore = !move.sameColumns || move.obstacle !== undefined;
      const fate = this.models.fateOf(pair, move);
      return changesMore && fate.kind === 'left' && !fate.isAwaited
        ? describeUndefined(pair, fate.path)
        : undefined;
    }
    if (this.#declares(pair.to.source, pair.to.table)) {
      return undefined;
    }
    const fate = this.fateOf(pair, move);
    return fate.kind === 'left' ? fate.message : undefined;
  }

  /** What has to follow a reader of a model that keeps its columns, and that the project defines and cannot rename by itself. */
  demandOf({ target, pair, move }: RelationCall): string | undefined {
    const isRead = target === 'old' || target === 'new';
    if (!isRead || pair?.to.kind !== 'ref' || !move?.sameColumns) {
      return undefined;
    }
    const fate = this.models.fateOf(pair, move);
    return fate.kind === 'left'
      ? `The project reads ${pair.to.model} now and does not define it yet. Rename the model ${fate.path} to it in the same change.`
      : undefined;
  }

  /** The files whose templates read a variable of the project. */
  listVariableReaders(name: string): string[] {
    const read = new RegExp(`\\bvar\\s*\\(\\s*['"]${name}['"]`);
    return this.#files
      .filter(({ text }) => read.test(text))
      .map(({ path }) => path);
  }

  #declares(source: string, table: string): boolean {
    return this.#sources.some(
      ({ name, tables }) => name === source && tables.includes(table),
    );
  }
}

/** A project that defines the old model cannot read the new one before it is there. */
function describeUndefined({ from, to }: RelationPair, owner: string): string {
  const old = from.kind === 'ref' ? from.model : from.table;
  const now = to.kind === 'ref' ? to.model : to.table;
  return `This project defines ${old} itself (${owner}), and has no model ${now}. Add ${now}, or say its package in the contract, then run again.`;
}

function describeReplaced(wanted: string, old: string): string {
  return `${wanted} stands for it now. Remove the declaration of ${old} when nobody reads it.`;
}

/** Groups the files of a checkout by project. */
export function findDbtProjects(
  files: TextFile[],
  facts: ProjectFacts,
): DbtProjects {
  const roots = files
    .filter(({ path }) => /(^|\/)dbt_project\.ya?ml$/.test(path))
    .map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1))
    .sort((a, b) => b.length - a.length);
  const rootOf = (path: string) => roots.find(root => path.startsWith(root));
  const projects = new Map(
    roots.map(root => [
      root,
      DbtProject.create(
        root,
        files.filter(({ path }) => rootOf(path) === root),
        facts,
      ),
    ]),
  );
  return {
    all: [...projects.values()],
    projectOf: path => {
      const root = rootOf(path);
      return root === undefined ? undefined : projects.get(root);
    },
  };
}
