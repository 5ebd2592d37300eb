import { columnKey, type SqlDialect } from '../parse/dialects';
import type { SqlNode, SqlToken } from '../parse/parseScript';
import {
  unknownRelation,
  type ProvedColumns,
  type Relation,
} from '../scope/Relation';
import { describeStatement } from './describeStatement';
import { QueryResolver } from './QueryResolver';
import { Resolution, type ResolutionOptions } from './Resolution';
import type {
  ColumnUse,
  FilterUse,
  Issue,
  MergedUse,
  QualifierUse,
  StarUse,
  TableUse,
  UsingUse,
} from './uses';

/** What a statement reads of the datasets, and why it has to be left if so. */
export interface ResolvedStatement {
  tables: TableUse[];
  columns: ColumnUse[];
  /** Qualifiers of columns that do not change themselves. */
  qualifiers: QualifierUse[];
  issues: Issue[];
  /** Offsets of the identifiers whose meaning is known. */
  decided: Set<number>;
  stars: StarUse[];
  filters: FilterUse[];
  joins: UsingUse[];
  mergedUses: MergedUse[];
  /** What the statement gives when it is a query, or what the table that it makes holds. */
  outputs: Relation;
}

interface Attempt extends ResolvedStatement {
  /** Stars that have to become lists, and those that may. */
  visibleStars: Set<SqlNode>;
  passingStars: Set<SqlNode>;
  proved: ProvedColumns;
  isFlowMistakable: boolean;
  /** Datasets whose own name in front of columns may be a column's name. */
  unclear: TableUse[];
}

/**
 * Binds the tables and columns of a statement that parses. A star lets the columns of a dataset through under their new
 * names, as long as nobody but the statement itself sees them; the others become lists of the old columns. Where outputs
 * may take new names and that cannot be proved, they keep the old ones instead.
 */
export function resolveStatement(
  options: ResolutionOptions,
): ResolvedStatement {
  const { ownColumns } = options;
  const preserving = {
    ...options,
    flows: false,
    ownColumns: ownColumns && { ...ownColumns, passages: [] },
  };
  if (!options.flows) {
    return resolveInOneManner(preserving);
  }
  const flowing = resolveInOneManner(options);
  return flowing.issues.length || flowing.isFlowMistakable
    ? resolveInOneManner(preserving)
    : flowing;
}

/** What a statement would give, whether or not it has to be left; by new names if those may flow on. */
export function resolveOutputs(options: ResolutionOptions): Relation {
  const { outputs } = resolveInOneManner(options);
  const passages = outputs.passages.map(passage => ({
    ...passage,
    star: undefined,
  }));
  return { ...outputs, passages: options.flows ? passages : [] };
}

function resolveInOneManner(options: ResolutionOptions): Attempt {
  const { proved, unclear } = resolveOnce(options);
  const aliased = new Set(unclear.map(({ start }) => start));
  const known = {
    ...options,
    ...(proved.size ? { proved } : {}),
    ...(aliased.size ? { aliased } : {}),
  };
  const first = resolveUntilSettled(known, new Set());
  if (!first.issues.length || !first.passingStars.size) {
    return first;
  }
  const second = resolveUntilSettled(known, first.passingStars);
  return second.issues.length ? first : second;
}

function resolveUntilSettled(
  options: ResolutionOptions,
  stars: Set<SqlNode>,
): Attempt {
  const expanded = new Set(stars);
  for (;;) {
    const attempt = resolveOnce({ ...options, expanded });
    const more = [...attempt.visibleStars].filter(star => !expanded.has(star));
    if (!more.length) {
      return attempt;
    }
    more.forEach(star => expanded.add(star));
  }
}

function resolveOnce(options: ResolutionOptions): Attempt {
  const { statement } = options;
  const resolution = Resolution.create(options);
  const { visibleStars, passingStars } = resolution;
  try {
    const outputs = statement.tree
      ? QueryResolver.create(resolution).resolve(statement.tree)
      : unknownRelation;
    return {
      visibleStars,
      passingStars,
      isFlowMistakable: resolution.isFlowMistakable,
      proved: resolution.proved,
      unclear: findUnclear(resolution),
      stars: resolution.stars,
      filters: resolution.filters,
      joins: resolution.joins,
      mergedUses: resolution.mergedUses,
      tables: resolution.tables,
      columns: resolution.columns,
      qualifiers: resolution.qualifiers,
      issues: [...resolution.issues, ...findUndecided(resolution)],
      decided: resolution.decided,
      outputs,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    const message = `The statement cannot be resolved: ${error.message}. Migrate it by hand.`;
    return {
      visibleStars: new Set(),
      passingStars: new Set(),
      isFlowMistakable: false,
      proved: new Map(),
      unclear: [],
      outputs: unknownRelation,
      stars: [],
      filters: [],
      joins: [],
      mergedUses: [],
      tables: resolution.tables,
      columns: [],
      qualifiers: [],
      decided: new Set(),
      issues: [{ kind: 'unproved', start: statement.start, message }],
    };
  }
}

function findUnclear({ ownNames, options }: Resolution): TableUse[] {
  return options.dialect.recordsHaveDots ? ownNames.findUnclear() : [];
}

/**
 * Names of the contract that the walk has not met. The parser loses parts of some statements
 * (`WITH … (SELECT …)` loses its tables), so that silence of the tree proves nothing.
 */
function findUndecided({
  options: { statement, moves, dialect },
  tables,
  issues,
  decided,
}: Resolution): Issue[] {
  const read = new Set(tables.map(({ move }) => move));
  const columns = new Set(
    [...read].flatMap(move =>
      [...move.fields.values()].map(({ name }) => columnKey(name, dialect)),
    ),
  );
  const names = new Map(
    moves.flatMap(move =>
      move.tables
        .filter(({ from, to }) => from.at(-1) !== to.at(-1))
        .map(({ from, to }): [string, string] => [
          tableKey(from[from.length - 1], dialect),
          to.join('.'),
        ]),
    ),
  );
  const reported = new Set(issues.map(({ start }) => start));
  return statement.tokens.flatMap((token, index): Issue[] => {
    if (
      !isName(token) ||
      decided.has(token.start) ||
      reported.has(token.start)
    ) {
      return [];
    }
    const lastPart = token.text.split('.').at(-1) ?? token.text;
    const isColumn =
      columns.has(columnKey(token.text, dialect)) &&
      !definesName(statement.tokens, index);
    const replacement = names.get(tableKey(lastPart, dialect));
    if (!isColumn && replacement === undefined) {
      return [];
    }
    const known =
      replacement === undefined
        ? undefined
        : describeStatement(statement.tokens, token.start, replacement);
    return [
      {
        kind: 'unproved',
        start: token.start,
        field: isColumn ? token.text : undefined,
        message:
          known ??
          `What ${token.text} means here is not known. Migrate the statement by hand.`,
      },
    ];
  });
}

function tableKey(name: string, { tableCase }: SqlDialect): string {
  return tableCase === 'sensitive' ? name : name.toLowerCase();
}

function isName({ type }: SqlToken): boolean {
  return !/STRING|NUMBER|PARAMETER|COMMENT/.test(type);
}

/** An alias, a function, or a type in front of a literal. */
function definesName(tokens: SqlToken[], index: number): boolean {
  const before = tokens[index - 1]?.text.toUpperCase();
  const after = tokens[index + 1]?.type ?? '';
  return before === 'AS' || after === 'L_PAREN' || after === 'STRING';
}
