import type { TableUse } from '../resolve/uses';

/** Whether a source has a column of a name. */
export type HasColumn = 'yes' | 'no' | 'unknown';

/** What a name in FROM stands for. */
export interface Source {
  /** Key of alias or table name; absent when it has none. */
  key?: string;
  /** The dataset, when the source is one. */
  dataset?: TableUse;
  /** Whether the key is the table's own name and not an alias. */
  unaliased: boolean;
  /** Keys of its columns; absent when they are not known. */
  columns?: Set<string>;
}

/** The names that expressions of one query can see. */
export interface Scope {
  sources: Source[];
  parent?: Scope;
  /** Output names that select items give by an explicit alias, with the key of the bare column behind it. */
  aliases: Map<string, string | undefined>;
  /** Output names of bare columns. */
  bareOutputs: Set<string>;
  distinct: boolean;
}

/** Starts a scope inside another one. */
export function createScope(parent?: Scope): Scope {
  return {
    sources: [],
    parent,
    aliases: new Map(),
    bareOutputs: new Set(),
    distinct: false,
  };
}

/** Whether a source has a column; a dataset on the new side has the old columns that were forgotten. */
export function hasColumn(source: Source, key: string): HasColumn {
  const { dataset, columns } = source;
  if (dataset && changesIn(dataset, key)) {
    return 'yes';
  }
  if (columns) {
    return columns.has(key) ? 'yes' : 'no';
  }
  return 'unknown';
}

/** Whether the dataset has a changed column of this name. */
export function changesIn(dataset: TableUse, key: string): boolean {
  const { fields, newColumns } = dataset.move;
  if (!fields.has(key.toLowerCase())) {
    return false;
  }
  return (
    dataset.side === 'old' ||
    (newColumns !== undefined && !newColumns.has(key.toLowerCase()))
  );
}

/** The scopes from the innermost to the outermost. */
export function* scopesFrom(scope: Scope | undefined): Generator<Scope> {
  for (let at = scope; at; at = at.parent) {
    yield at;
  }
}

/** The source that a qualifier names. */
export function findSource(
  scope: Scope | undefined,
  key: string,
): Source | undefined {
  for (const { sources } of scopesFrom(scope)) {
    const source = sources.find(candidate => candidate.key === key);
    if (source) {
      return source;
    }
  }
  return undefined;
}
