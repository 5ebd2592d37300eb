import type { PlannedMove } from '../contract/planMoves';
import type { Span } from '../edits/Edit';
import type { Draft } from '../findings/Draft';
import type { Edit } from '../types';
import type { SqlDialect } from './parse/dialects';
import type { SqlScript, SqlStatement } from './parse/parseScript';
import type { MaskedNames } from './resolve/Resolution';
import { findShardProblem } from './resolve/filterSources';
import {
  resolveOutputs,
  resolveStatement,
  type ResolvedStatement,
} from './resolve/resolveStatement';
import type { ColumnUse, Issue, TableUse } from './resolve/uses';
import { listRenamed, type RenamedColumn } from './resolve/listRenamed';
import { expandStar } from './rules/expandStar';
import { filterRows } from './rules/filterRows';
import { renameColumn } from './rules/renameColumn';
import { renameQualifier } from './rules/renameQualifier';
import { renameTable } from './rules/renameTable';
import {
  readMergedColumn,
  writeJoinCondition,
} from './rules/writeJoinCondition';
import { substituteExpression } from './rules/substituteExpression';

/** What the rules say about a script; offsets are those of the text. */
export interface SqlRewrite {
  edits: Edit[];
  drafts: Draft[];
  /** Names whose meaning is known, whatever became of them. */
  known: Span[];
  /** Reads of the old dataset by its own name; calls of dbt are not among them. */
  references: Span[];
  /** Outputs that others see and that have a new name now. */
  outputs: RenamedColumn[];
  /** Old relations that stand in a query, edited or left. */
  calls: Set<TableUse['call']>;
}

interface RewriteSqlOptions {
  /** Whether outputs take the new names of the columns that they give. */
  flows?: boolean;
  script: SqlScript;
  /** The text as it is, of the same length as the one that was parsed. */
  text: string;
  moves: PlannedMove[];
  dialect: SqlDialect;
  masked: MaskedNames;
  /** Whether names of the script's own may stand where columns do. */
  hasVariables: boolean;
  /** Whether a statement reads what it gives itself, as by `{{ this }}`. */
  readsItself: boolean;
  /** Why no query of this text can be proved, for example a macro that names a changed column. */
  obstacles: Issue[];
  /** Puts a comment above a use that somebody has to decide. */
  comment(use: ColumnUse): Edit[];
}

/** Applies the rules to each statement of a script; a statement that has an issue is left as it is. */
export function rewriteSql(options: RewriteSqlOptions): SqlRewrite {
  const rewrites = options.script.statements
    .filter(({ tree }) => tree)
    .map(statement => rewriteStatement(statement, options));
  return {
    edits: rewrites.flatMap(({ edits }) => edits),
    drafts: rewrites.flatMap(({ drafts }) => drafts),
    known: rewrites.flatMap(({ known }) => known),
    references: rewrites.flatMap(({ references }) => references),
    outputs: rewrites.flatMap(({ outputs }) => outputs),
    calls: new Set(rewrites.flatMap(({ calls }) => [...calls])),
  };
}

function rewriteStatement(
  statement: SqlStatement,
  options: RewriteSqlOptions,
): SqlRewrite {
  const resolved = resolveWithOwnColumns(statement, options);
  const { tables, columns, qualifiers, stars, filters, issues, decided } =
    resolved;
  const { joins, mergedUses } = resolved;
  const readsOld = tables.some(({ side }) => side === 'old');
  const reasons = [
    ...issues,
    ...tables.flatMap(findTableIssue),
    ...columns.flatMap(findColumnIssue),
    ...(readsOld || columns.length ? options.obstacles : []),
  ];
  const references = tables
    .filter(
      ({ side, call, move }) => side === 'old' && !call && !move.isCarried,
    )
    .map(({ start, end }) => ({ start, end }));
  const known = [
    ...references,
    ...statement.tokens.filter(({ start }) => decided.has(start)),
  ];
  const calls = new Set(tables.map(({ call }) => call));
  if (reasons.length) {
    const drafts = describeLeft(reasons, tables);
    return { edits: [], drafts, known, references, outputs: [], calls };
  }
  const edits = [
    ...tables.flatMap(use => renameTable(use, options.dialect)),
    ...qualifiers.flatMap(use => renameQualifier(use, options.dialect)),
    ...columns.flatMap(use => rewriteColumn(use, options)),
    ...filterRows(filters, options.text),
    ...stars.flatMap(use => expandStar(use, options)),
    ...joins.map(use => writeJoinCondition(use, options.text, options.dialect)),
    ...mergedUses.flatMap(use =>
      readMergedColumn(use, options.text, options.dialect),
    ),
  ];
  const drafts = columns
    .filter(({ field }) => field.action === 'judgement')
    .map(describeJudgement);
  const outputs = options.flows ? listRenamed(statement, resolved) : [];
  return { edits, drafts, known, references, outputs, calls };
}

/** `{{ this }}` is what the statement itself gives, so that its columns are known after a first look. */
function resolveWithOwnColumns(
  statement: SqlStatement,
  options: RewriteSqlOptions,
): ResolvedStatement {
  const shared = { ...options, statement };
  const resolved = resolveStatement(shared);
  return options.readsItself && resolved.outputs.columns
    ? resolveStatement({
        ...shared,
        ownColumns: resolveOutputs(shared),
      })
    : resolved;
}

function rewriteColumn(use: ColumnUse, options: RewriteSqlOptions): Edit[] {
  const { text, dialect, comment } = options;
  switch (use.field.action) {
    case 'rename':
      return renameColumn(use, text, dialect);
    case 'substitute':
      return substituteExpression(use, text);
    case 'judgement':
      return [...renameQualifier(use.qualifier, dialect), ...comment(use)];
    default:
      return [];
  }
}

function findTableIssue(use: TableUse): Issue[] {
  const { side, move, call, start, isFiltered } = use;
  const obstacle = isFiltered ? undefined : move.obstacle;
  const message =
    side === 'old'
      ? obstacle ?? call?.problem ?? findShardProblem(use)
      : undefined;
  return message === undefined ? [] : [{ kind: 'unproved', start, message }];
}

function findColumnIssue({ field, name }: ColumnUse): Issue[] {
  if (field.action !== 'left') {
    return [];
  }
  const note = field.note ? `: ${field.note}` : '.';
  return [
    {
      kind: 'dropped',
      start: name.start,
      field: field.name,
      message: `${field.name} has no replacement${note}`,
    },
  ];
}

function describeJudgement({ field, name }: ColumnUse): Draft {
  return {
    kind: 'judgement',
    start: name.start,
    field: field.name,
    message: field.note ?? `Decide what becomes of ${field.name}.`,
  };
}

/** One finding for each reason, and one for each read of the old dataset that is left with it. */
function describeLeft(reasons: Issue[], tables: TableUse[]): Draft[] {
  const starts = new Set(reasons.map(({ start }) => start));
  const [first] = reasons;
  const left = tables
    .filter(({ side, start }) => side === 'old' && !starts.has(start))
    .map(
      ({ start }): Draft => ({
        kind: first.kind,
        start,
        message: `The query is left as it is. ${first.message}`,
      }),
    );
  return [...reasons, ...left];
}
