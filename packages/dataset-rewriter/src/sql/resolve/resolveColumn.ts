import type { PlannedMove } from '../../contract/planMoves';
import type { SqlDialect } from '../parse/dialects';
import { columnKey } from '../parse/dialects';
import {
  findPassage,
  type Passage,
  type ProvedColumns,
} from '../scope/Relation';
import {
  findSource,
  hasColumn,
  scopesFrom,
  type Scope,
  type Source,
} from '../scope/Scope';
import type { MergedColumn } from '../scope/MergedColumn';
import type { JoinSide, NamePart } from './uses';

/** Where a column comes from, as far as the contract cares. */
export type ColumnResolution =
  | { kind: 'changed'; passage: Passage; qualifier?: string }
  | { kind: 'other'; proves?: PlannedMove }
  /** A column that USING made one of, before ON took its place. */
  | { kind: 'merged'; move: PlannedMove; sides: JoinSide[] }
  | { kind: 'unknownQualifier' }
  | { kind: 'unproved'; message: string };

/** The clause in which a column stands, since some see the output names as well. */
export type Clause = 'input' | 'groupBy' | 'orderBy' | 'afterGrouping';

interface ResolveColumnOptions {
  name: NamePart;
  qualifier?: NamePart;
  scope: Scope | undefined;
  dialect: SqlDialect;
  clause: Clause;
  /** Whether it is a whole term of ORDER BY or GROUP BY. */
  wholeTerm: boolean;
  proved: ProvedColumns;
  hasVariables: boolean;
}

const OTHER: ColumnResolution = { kind: 'other' };

/** Binds a column to the source that it comes from, by the schemas that are known. */
export function resolveColumn(options: ResolveColumnOptions): ColumnResolution {
  const { qualifier, name, scope, dialect } = options;
  const key = columnKey(name.name, dialect);
  if (!qualifier) {
    return resolveUnqualified(key, options);
  }
  const source = findSource(scope, columnKey(qualifier.name, dialect));
  if (!source) {
    return { kind: 'unknownQualifier' };
  }
  const passage = findPassage(source, key);
  return passage ? { kind: 'changed', passage } : OTHER;
}

function resolveUnqualified(
  key: string,
  options: ResolveColumnOptions,
): ColumnResolution {
  const { scope, name, clause, wholeTerm } = options;
  if (clause === 'orderBy' && wholeTerm && scope?.aliases.has(key)) {
    return OTHER;
  }
  const flowing = scope?.flowing.get(key);
  if (clause === 'orderBy' && wholeTerm && flowing) {
    return { kind: 'changed', passage: flowing };
  }
  for (const at of scopesFrom(scope)) {
    const sure = at.sources.filter(source => hasColumn(source, key) === 'yes');
    const perhaps = at.sources.filter(s => hasColumn(s, key) === 'unknown');
    const concerns = [...scopesFrom(at)].some(({ sources }) =>
      sources.some(source => findPassage(source, key)),
    );
    const captured = describeCapture(key, at, options);
    if (captured) {
      const proves = findOnlyOwner(key, at, options);
      return proves
        ? { kind: 'other', proves }
        : { kind: 'unproved', message: captured };
    }
    const merged = at.merged.get(key);
    if (merged && (merged.kind !== 'kept' || merged.passage)) {
      return resolveMerged(merged, key, at, options);
    }
    if (sure.length + perhaps.length > 0 && !concerns) {
      return OTHER;
    }
    if (sure.length === 1 && perhaps.length === 0) {
      const passage = findPassage(sure[0], key);
      return passage ? bind(sure[0], passage, key, at, options) : OTHER;
    }
    const proved =
      sure.length === 1
        ? provedByValidity(sure[0], key, at, options)
        : undefined;
    if (proved) {
      return proved;
    }
    if (sure.length + perhaps.length > 0) {
      return {
        kind: 'unproved',
        message: describeAmbiguity(name.name, sure, perhaps),
      };
    }
    const row = at.sources.find(source => source.key === key);
    if (row) {
      return row.passages.some(
        ({ dataset: { side, move } }) => side === 'old' && !move.sameColumns,
      )
        ? {
            kind: 'unproved',
            message: `${name.name} stands for a whole row of the dataset, with columns that change. Name the columns that are needed.`,
          }
        : OTHER;
    }
  }
  return OTHER;
}

/** A column without a table that USING made one of: it is that of the side which the join takes it from. */
function resolveMerged(
  merged: MergedColumn,
  key: string,
  at: Scope,
  options: ResolveColumnOptions,
): ColumnResolution {
  const { name, scope, clause, wholeTerm } = options;
  const isOutput =
    at === scope && clause === 'orderBy' && at.bareOutputs.has(key);
  const isOtherSide =
    merged.kind === 'side' && merged.isChanged && !merged.passage;
  if (isOutput && wholeTerm && !isOtherSide) {
    return OTHER;
  }
  if (merged.kind === 'either') {
    const { move, sides } = merged;
    return { kind: 'merged', move, sides };
  }
  const { owner, passage } = merged;
  if (owner && passage) {
    const bound = bind(owner, passage, key, at, options);
    return bound.kind === 'changed' && merged.kind === 'side'
      ? { ...bound, qualifier: owner.qualifier }
      : bound;
  }
  return merged.kind === 'side'
    ? {
        kind: 'merged',
        move: merged.move,
        sides: [{ qualifier: merged.owner.qualifier ?? '', name }],
      }
    : OTHER;
}

/**
 * The dataset that has to have a column that stands in for a pseudo column, such as that of shards, since nothing else in the query can: it is the only source, no query lies around
 * it, and no output, no row and no variable has the name. Says nothing against a schema that is known.
 */
function findOnlyOwner(
  key: string,
  at: Scope,
  { scope, hasVariables }: ResolveColumnOptions,
): PlannedMove | undefined {
  const [source, ...others] = at.sources;
  const { dataset } = source;
  const isOnly =
    !others.length &&
    !at.parent &&
    !hasVariables &&
    source.key !== key &&
    !at.aliases.has(key) &&
    !scope?.aliases.has(key);
  return isOnly &&
    dataset?.side === 'old' &&
    !dataset.move.oldColumns &&
    dataset.move.pseudoTargets.has(key.toLowerCase())
    ? dataset.move
    : undefined;
}

/**
 * A name that two tables of one FROM have is refused by every engine but ClickHouse, and the old schema says that the
 * dataset has it; so no other table does. Under its new name it gets the qualifier that it did without.
 */
function provedByValidity(
  source: Source,
  key: string,
  at: Scope,
  options: ResolveColumnOptions,
): ColumnResolution | undefined {
  const passage = findPassage(source, key);
  if (
    !passage ||
    passage.dataset.side === 'new' ||
    !passage.dataset.move.oldColumns?.has(key.toLowerCase()) ||
    source.qualifier === undefined ||
    at.mergedKeys.has(key) ||
    options.dialect.platform === 'clickhouse'
  ) {
    return undefined;
  }
  const bound = bind(source, passage, key, at, options);
  return bound.kind === 'changed'
    ? { ...bound, qualifier: source.qualifier }
    : bound;
}

function bind(
  source: Source,
  passage: Passage,
  key: string,
  at: Scope,
  { name, scope, dialect, clause, wholeTerm }: ResolveColumnOptions,
): ColumnResolution {
  const field = passage.dataset.move.fields.get(key.toLowerCase());
  const renamed = field?.to && columnKey(field.to, dialect);
  if (clause !== 'input' && at === scope) {
    const resolution = resolveAgainstOutputs(key, renamed, at, {
      name,
      dialect,
      clause,
      wholeTerm,
    });
    if (resolution) {
      return resolution;
    }
  }
  if (renamed) {
    for (const inner of scopesFrom(scope)) {
      const rival = inner.sources.find(
        other => other !== source && other.columns?.has(renamed),
      );
      if (rival) {
        return {
          kind: 'unproved',
          message: `${name.name} would become ${field.to}, a name that ${
            rival.key ?? 'another source'
          } has too. Qualify the column with its table.`,
        };
      }
      if (inner === at) {
        break;
      }
    }
  }
  return { kind: 'changed', passage };
}

/** ORDER BY, GROUP BY, HAVING and QUALIFY may mean an output name instead of a column. */
function resolveAgainstOutputs(
  key: string,
  renamed: string | undefined,
  scope: Scope,
  {
    name,
    dialect,
    clause,
    wholeTerm,
  }: Pick<ResolveColumnOptions, 'name' | 'dialect' | 'clause' | 'wholeTerm'>,
): ColumnResolution | undefined {
  const meansColumn = clause === 'groupBy' && !dialect.aliasFirst;
  if (scope.aliases.has(key) && !meansColumn) {
    if (scope.aliases.get(key) === key) {
      return clause === 'orderBy' ? OTHER : undefined;
    }
    const meansAlias =
      clause === 'orderBy'
        ? wholeTerm || dialect.aliasFirst
        : clause === 'groupBy' && wholeTerm && dialect.aliasFirst;
    return meansAlias
      ? OTHER
      : {
          kind: 'unproved',
          message: `${name.name} may mean the column or the output of that name. Qualify it with its table, or rename the output.`,
        };
  }
  if (clause === 'orderBy' && scope.bareOutputs.has(key) && wholeTerm) {
    const taken = renamed !== undefined && outputsHave(scope, renamed);
    return scope.distinct || taken ? OTHER : undefined;
  }
  if (renamed !== undefined && outputsHave(scope, renamed)) {
    return {
      kind: 'unproved',
      message: `${name.name} would become ${renamed}, which is the name of an output as well. Qualify it with its table.`,
    };
  }
  return undefined;
}

function outputsHave(scope: Scope, key: string): boolean {
  return scope.aliases.has(key) || scope.bareOutputs.has(key);
}

/** A name that means something else today, and would mean a column that the new dataset brings. */
function describeCapture(
  key: string,
  at: Scope,
  { name, scope, clause, wholeTerm, proved }: ResolveColumnOptions,
): string | undefined {
  const capturing = at.sources.filter(({ passages }) =>
    passages.some(
      ({ dataset: { side, move }, hidden }) =>
        side === 'old' &&
        move.addedColumns.has(key) &&
        !proved.get(move)?.has(key) &&
        !hidden.has(key),
    ),
  );
  const isOutput =
    scope !== undefined && clause === 'orderBy' && wholeTerm
      ? outputsHave(scope, key)
      : false;
  if (!capturing.length || isOutput) {
    return undefined;
  }
  const { aliases } = at;
  return aliases.has(key) && isNewName(aliases.get(key), key, capturing)
    ? undefined
    : `${name.name} is a column of the new dataset too, and would be taken for it. Qualify it with its table.`;
}

/** Whether an output already gives a column the name that it will have. */
function isNewName(
  behind: string | undefined,
  key: string,
  sources: Source[],
): boolean {
  const passage = sources
    .map(source => behind && findPassage(source, behind))
    .find(found => found);
  const field =
    behind && passage
      ? passage.dataset.move.fields.get(behind.toLowerCase())
      : undefined;
  return field?.action === 'rename' && field.to?.toLowerCase() === key;
}

function describeAmbiguity(name: string, sure: Source[], perhaps: Source[]) {
  const others = [...sure, ...perhaps]
    .filter(source => !source.dataset)
    .map(({ key }) => key ?? 'a source without a name');
  return `${name} may come from ${
    others.join(' or ') || 'either read of the dataset'
  }. Qualify the column with its table.`;
}
