import { isMap } from 'yaml';
import type {
  PlannedMove,
  Relation,
  RelationPair,
} from '../contract/planMoves';
import { mapsAt, parseYaml, scalarAt, textOf } from '../yaml/parseYaml';
import type { TextFile } from './DbtProjects';
import { modelOf, movedPath } from './movedPath';
import { readProjectConfig, type ProjectConfig } from './readProjectConfig';

/** A file that defines a model, and where it goes; several may, each for another warehouse. */
export interface ModelFile {
  path: string;
  newPath: string;
}

/** What becomes of the definition of an old model. */
export type ModelFate =
  | { kind: 'notDefined' }
  | { kind: 'renamed'; path: string; to: string; files: ModelFile[] }
  /** Its file has its new name already. */
  | { kind: 'moved'; path: string; to: string; files: ModelFile[] }
  /** The new model is there too, or is defined elsewhere. */
  | { kind: 'kept'; path: string; message: string }
  | {
      kind: 'left';
      path: string;
      message: string;
      /** Whether its readers go ahead, since somebody has only to write it under its new name. */
      isAwaited?: boolean;
    };

/** An old model that the project defines, and what becomes of it. */
export interface DefinedModel {
  name: string;
  move: PlannedMove;
  pair: RelationPair;
  /** The keys of `dbt_project.yml` that lead to what is configured for it, for each file that defines it. */
  places: string[][];
  fate: Exclude<ModelFate, { kind: 'notDefined' }>;
}

interface Definition {
  path: string;
  text: string;
  isSnapshot: boolean;
}

interface ModelDefinitionsOptions {
  /** The folder of the project, with a slash at its end unless it is empty. */
  root: string;
  files: TextFile[];
  moves: PlannedMove[];
  /** Folders and files of the project that nobody may look at. */
  excludedPaths: string[];
}

const SNAPSHOT = /\{%[-+]?\s*snapshot\s+(\w+)\s*[-+]?%\}/g;
const NO_MODEL = /(?:^|\/)(?:macros|tests|analyses|analysis|dbt_packages)\//i;

/** The models, seeds and snapshots that one project defines, and what a contract makes of them. */
export class ModelDefinitions {
  /** Of `dbt_project.yml`; absent where it cannot be read. */
  readonly config?: ProjectConfig;
  readonly #root: string;
  readonly #moves: PlannedMove[];
  readonly #excluded: string[];
  readonly #definitions = new Map<string, Definition[]>();
  readonly #versioned: Set<string>;
  /** What YAML describes by name. */
  readonly #described: Set<string>;
  #listed?: DefinedModel[];

  static create(options: ModelDefinitionsOptions): ModelDefinitions {
    return new ModelDefinitions(options);
  }

  private constructor(options: ModelDefinitionsOptions) {
    const { root, files, moves, excludedPaths } = options;
    this.#root = root;
    this.#moves = moves;
    this.#excluded = excludedPaths.filter(path => path.startsWith(root));
    const project = files.find(({ path }) =>
      /^dbt_project\.ya?ml$/.test(path.slice(root.length)),
    );
    this.config = project && readProjectConfig(project.text);
    for (const { path, text } of files) {
      const name = modelOf(path);
      if (name !== undefined && this.#mayDefine(path)) {
        this.#add(name, { path, text, isSnapshot: false });
      }
      for (const [, snapshot] of text.matchAll(SNAPSHOT)) {
        this.#add(snapshot, { path, text, isSnapshot: true });
      }
    }
    const names = moves.flatMap(({ relations }) =>
      relations.flatMap(({ from, to }) =>
        [from, to].flatMap(each => (each.kind === 'ref' ? each.model : [])),
      ),
    );
    const described = files
      .filter(({ text }) => names.some(name => text.includes(name)))
      .flatMap(listDescribed);
    this.#described = new Set(described.map(({ name }) => name));
    this.#versioned = new Set(
      described.flatMap(({ name, hasVersions }) => (hasVersions ? name : [])),
    );
  }

  /** Whether the project defines a model of this name. */
  has(name: string): boolean {
    return this.#definitions.has(name);
  }

  /** Whether YAML of the project says more about a model of this name. */
  isDescribed(name: string): boolean {
    return this.#described.has(name);
  }

  /** All old models that the project defines, or of which only the file is renamed. */
  list(): DefinedModel[] {
    this.#listed ??= this.#moves.flatMap(move =>
      move.relations.flatMap(pair => {
        const fate = this.fateOf(pair, move);
        return pair.from.kind === 'ref' && fate.kind !== 'notDefined'
          ? [
              {
                name: pair.from.model,
                move,
                pair,
                places: pathsOf({ fate }).flatMap(
                  path => this.#placeOf(path) ?? [],
                ),
                fate,
              },
            ]
          : [];
      }),
    );
    return this.#listed;
  }

  /** Whether the file that defines an old model can follow its new name. */
  fateOf({ from, to }: RelationPair, move: PlannedMove): ModelFate {
    if (
      from.kind !== 'ref' ||
      !this.#isOwn(from.package) ||
      (to.kind === 'ref' && from.model === to.model)
    ) {
      return { kind: 'notDefined' };
    }
    const definitions = this.#definitions.get(from.model);
    if (!definitions) {
      return this.#fateOfMoved(to, move);
    }
    const [{ path }] = definitions;
    if (
      to.kind === 'source' ||
      !this.#isOwn(to.package) ||
      this.has(to.model)
    ) {
      const now = to.kind === 'source' ? `${to.source}.${to.table}` : to.model;
      const message = `${path} defines ${from.model}, and stays as it is, since ${now} stands for it now. Remove it when nobody reads it.`;
      return { kind: 'kept', path, message };
    }
    if (this.#isAwaited(to, move, definitions)) {
      const message = `${from.model} is defined here, and ${to.model} has other columns. The project reads ${to.model} now: rename ${from.model}, and let it select the new columns, in the same change.`;
      return { kind: 'left', path, message, isAwaited: true };
    }
    const problem = this.#findProblem(from, to, move, definitions);
    const files = definitions.flatMap(({ path: old }) => {
      const newPath = movedPath(old, from.model, to.model);
      return newPath === undefined ? [] : [{ path: old, newPath }];
    });
    return problem === undefined && files.length === definitions.length
      ? { kind: 'renamed', path, to: to.model, files }
      : {
          kind: 'left',
          path,
          message:
            problem ??
            `${from.model} is not called after its file. Rename it by hand.`,
        };
  }

  /** The old model is nowhere, so that what is still said of it is meant for the new one. */
  #fateOfMoved(to: Relation, move: PlannedMove): ModelFate {
    const definitions =
      to.kind === 'ref' && this.#isOwn(to.package)
        ? this.#definitions.get(to.model) ?? []
        : [];
    const files = definitions.map(({ path }) => ({ path, newPath: path }));
    const isSame = move.sameColumns && move.obstacle === undefined;
    return to.kind === 'ref' && files.length && isSame
      ? { kind: 'moved', path: files[0].path, to: to.model, files }
      : { kind: 'notDefined' };
  }

  /**
   * Whether the definition is the dataset's own, and nothing keeps somebody from renaming it but that its columns change.
   * One that reads the dataset is another model, which is only called the same.
   */
  #isAwaited(
    to: Extract<Relation, { kind: 'ref' }>,
    move: PlannedMove,
    definitions: Definition[],
  ): boolean {
    const reads = readsDataset(move);
    return (
      !move.sameColumns &&
      move.obstacle === undefined &&
      to.version === undefined &&
      this.#excluded.length === 0 &&
      this.#countRivals(to.model) < 2 &&
      definitions.every(
        ({ isSnapshot, text }) => !isSnapshot && !reads.test(text),
      )
    );
  }

  #findProblem(
    from: Extract<Relation, { kind: 'ref' }>,
    to: Extract<Relation, { kind: 'ref' }>,
    move: PlannedMove,
    definitions: Definition[],
  ): string | undefined {
    const mend = `Rename it to ${to.model} by hand.`;
    if (definitions.some(({ isSnapshot }) => isSnapshot)) {
      return `${from.model} is a snapshot, and under another name it would start without its history. Move its table, and rename it by hand.`;
    }
    if (!move.sameColumns) {
      return `${from.model} is defined here, and ${to.model} has other columns, so that what it selects would have to change too. Add ${to.model}, or say its package in the contract, then run again.`;
    }
    if (move.obstacle !== undefined) {
      return move.obstacle;
    }
    const isVersioned =
      from.version !== undefined ||
      to.version !== undefined ||
      this.#versioned.has(from.model);
    if (isVersioned) {
      return `${from.model} has versions, each with a file of its own. ${mend}`;
    }
    if (this.#countRivals(to.model) > 1) {
      return `More than one model of this project becomes ${to.model}. Add ${to.model}, then run again.`;
    }
    if (!this.config) {
      return `dbt_project.yml does not tell where models lie. ${mend}`;
    }
    const [excluded] = this.#excluded;
    return excluded === undefined
      ? undefined
      : `${excluded} belongs to the same project and to another target, and may read ${from.model}. ${mend}`;
  }

  /** How many models of the project would be called the same. */
  #countRivals(model: string): number {
    const rivals = this.#moves.flatMap(({ relations }) =>
      relations.flatMap(({ from, to }) =>
        to.kind === 'ref' && to.model === model && from.kind === 'ref'
          ? [from.model]
          : [],
      ),
    );
    return new Set(rivals.filter(name => this.has(name))).size;
  }

  #isOwn(owner: string | undefined): boolean {
    return owner === undefined || owner === this.config?.name;
  }

  #placeOf(path: string): string[][] | undefined {
    const { name, ...paths } = this.config ?? { models: [], seeds: [] };
    const inside = path.slice(this.#root.length);
    for (const kind of ['models', 'seeds'] as const) {
      const folder = paths[kind].find(each => inside.startsWith(each));
      if (folder !== undefined && name !== undefined) {
        const folders = inside.slice(folder.length).split('/').slice(0, -1);
        return [[kind, name, ...folders]];
      }
    }
    return undefined;
  }

  #mayDefine(path: string): boolean {
    const inside = path.slice(this.#root.length);
    if (!this.config) {
      return !NO_MODEL.test(path);
    }
    const { models, seeds } = this.config;
    const folders = /\.csv$/i.test(path) ? seeds : models;
    return folders.some(folder => inside.startsWith(folder));
  }

  #add(name: string, definition: Definition) {
    const known = this.#definitions.get(name) ?? [];
    this.#definitions.set(name, [...known, definition]);
  }
}

/** The files of an old model. */
export function pathsOf({ fate }: Pick<DefinedModel, 'fate'>): string[] {
  return fate.kind === 'renamed' || fate.kind === 'moved'
    ? fate.files.map(({ path }) => path)
    : [fate.path];
}

/** The models, seeds and snapshots that a YAML file says more about. */
function listDescribed({ path, text }: TextFile) {
  if (
    !/\.ya?ml$/i.test(path) ||
    !/^\s*(?:models|seeds|snapshots)\s*:/m.test(text)
  ) {
    return [];
  }
  const parsed = parseYaml(text);
  const documents = 'problem' in parsed ? [] : parsed.documents;
  return documents
    .map(({ contents }) => contents)
    .filter(contents => isMap(contents))
    .flatMap(root =>
      ['models', 'seeds', 'snapshots'].flatMap(key => mapsAt(root, key)),
    )
    .map(entry => ({
      name: textOf(scalarAt(entry, 'name')) ?? '',
      hasVersions: entry.has('versions'),
    }));
}

/** What a query has that reads the dataset, before or after the rewrite, by another way than a model. */
function readsDataset({ relations, tables }: PlannedMove): RegExp {
  const sources = relations.flatMap(pair =>
    [pair.from, pair.to].flatMap(side =>
      side.kind === 'source' ? [side.table] : [],
    ),
  );
  const last = tables.flatMap(({ from, to }) =>
    [from, to].map(parts => parts[parts.length - 1]),
  );
  const names = [...sources, ...last].map(escape);
  return new RegExp(
    names.length
      ? `(?:\\.[\`"]?|source\\s*\\([^)]*)(?:${names.join('|')})(?!\\w)`
      : '(?!)',
    'i',
  );
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
