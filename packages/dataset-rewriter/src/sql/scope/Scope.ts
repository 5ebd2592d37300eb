import type { TableUse } from '../resolve/uses';
import type { MergedColumn } from './MergedColumn';
import { findPassage, type Passage, type Relation } from './Relation';

/** Whether a source has a column of a name. */
export type HasColumn = 'yes' | 'no' | 'unknown';

/** What a name in FROM stands for. */
export interface Source extends Relation {
  /** Key of alias or table name; absent when it has none. */
  key?: string;
  /** The name as it has to be written after the rewrite, in front of a column or a star; absent when it has none. */
  qualifier?: string;
  /** Keys of the parts of a table's own name that no alias hides. */
  path?: string[];
  /** The dataset, when the source is one. */
  dataset?: TableUse;
  /** How it is joined; absent for what stands first in FROM. */
  join?: string;
  /** Whether the key is the table's own name and not an alias. */
  unaliased: boolean;
}

/** The names that expressions of one query can see. */
export interface Scope {
  sources: Source[];
  /** Whether a bare star is anything else than the columns of all sources in their order. */
  mergesColumns: boolean;
  /** Keys of the columns that USING makes one of. */
  mergedKeys: Set<string>;
  /** What those mean where they stand without a table. */
  merged: Map<string, MergedColumn>;
  /** Whether ON takes the place of a USING, so that a bare star would give more columns. */
  hasWrittenOn: boolean;
  parent?: Scope;
  /** Output names that select items give by an explicit alias, with the key of the bare column behind it. */
  aliases: Map<string, string | undefined>;
  /** Output names of bare columns. */
  bareOutputs: Set<string>;
  /** Output names that follow the column behind them to its new name, with where that comes from. */
  flowing: Map<string, Passage>;
  distinct: boolean;
}

/** Starts a scope inside another one. */
export function createScope(parent?: Scope): Scope {
  return {
    sources: [],
    mergesColumns: false,
    mergedKeys: new Set(),
    merged: new Map(),
    hasWrittenOn: false,
    parent,
    aliases: new Map(),
    bareOutputs: new Set(),
    flowing: new Map(),
    distinct: false,
  };
}

/** Whether a source has a column. */
export function hasColumn(source: Source, key: string): HasColumn {
  if (findPassage(source, key)) {
    return 'yes';
  }
  if (source.columns) {
    return source.columns.has(key) ? 'yes' : 'no';
  }
  return 'unknown';
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

/** Marks the sources of which an outer join makes up rows, once all joins of a FROM are known. */
export function markMadeUpRows({ sources }: Scope) {
  sources.forEach((source, index) => {
    const isMadeUp =
      /left|full|nested/i.test(source.join ?? '') ||
      sources
        .slice(index + 1)
        .some(({ join }) => /right|full|nested/i.test(join ?? ''));
    if (isMadeUp) {
      source.passages = source.passages.map(passage => ({
        ...passage,
        madeUp: true,
      }));
    }
  });
}
