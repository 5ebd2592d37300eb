import type { PlannedMove } from '../../contract/planMoves';
import { columnKey, type SqlDialect } from '../parse/dialects';
import type { SqlStatement, SqlToken } from '../parse/parseScript';
import { QueryResolver, type MaskedNames } from './QueryResolver';
import type { ColumnUse, Issue, QualifierUse, TableUse } from './uses';

/** What a statement reads of the datasets, and why it has to be left if so. */
export interface ResolvedStatement {
  tables: TableUse[];
  columns: ColumnUse[];
  /** Qualifiers of columns that do not change themselves. */
  qualifiers: QualifierUse[];
  issues: Issue[];
  /** Offsets of the identifiers whose meaning is known. */
  decided: Set<number>;
  /** Keys of the output columns, when they are known. */
  outputs?: Set<string>;
}

interface ResolveStatementOptions {
  statement: SqlStatement;
  moves: PlannedMove[];
  dialect: SqlDialect;
  masked: MaskedNames;
  ownColumns?: Set<string>;
}

/** Binds the tables and columns of a statement that parses. */
export function resolveStatement(
  options: ResolveStatementOptions,
): ResolvedStatement {
  const { statement } = options;
  const resolver = QueryResolver.create(options);
  try {
    const outputs = statement.tree && resolver.resolve(statement.tree);
    return {
      tables: resolver.tables,
      columns: resolver.columns,
      qualifiers: resolver.qualifiers,
      issues: [...resolver.issues, ...findUndecided(options, resolver)],
      decided: resolver.decided,
      outputs,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    const message = `The statement cannot be resolved: ${error.message}. Migrate it by hand.`;
    return {
      tables: resolver.tables,
      columns: [],
      qualifiers: [],
      decided: new Set(),
      issues: [{ kind: 'unproved', start: statement.start, message }],
    };
  }
}

/**
 * Names of the contract that the walk has not met. The parser loses parts of some statements
 * (`WITH … (SELECT …)` loses its tables), so that silence of the tree proves nothing.
 */
function findUndecided(
  { statement, moves, dialect }: ResolveStatementOptions,
  { tables, issues, decided }: QueryResolver,
): Issue[] {
  const read = new Set(tables.map(({ move }) => move));
  const columns = new Set(
    [...read].flatMap(move =>
      [...move.fields.values()].map(({ name }) => columnKey(name, dialect)),
    ),
  );
  const names = new Set(
    moves.flatMap(move =>
      move.tables
        .filter(({ from, to }) => from.at(-1) !== to.at(-1))
        .map(({ from }) => from[from.length - 1].toLowerCase()),
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
    if (!isColumn && !names.has(lastPart.toLowerCase())) {
      return [];
    }
    return [
      {
        kind: 'unproved',
        start: token.start,
        field: isColumn ? token.text : undefined,
        message: `What ${token.text} means here is not known. Migrate the statement by hand.`,
      },
    ];
  });
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
