import type { PlannedMove } from '../contract/planMoves';
import type { RelationCall } from '../dbt/findRelationCalls';
import { renameRelation } from '../dbt/renameRelation';
import { overlaps, type Span } from '../edits/Edit';
import type { MentionFinder } from '../files/findMentions';
import type { Draft } from '../findings/Draft';
import type { Edit } from '../types';
import { findReadTables, isQualifier } from './findReadTables';
import type { SqlDialect } from './parse/dialects';
import type { SqlScript, SqlToken } from './parse/parseScript';
import { renameTable } from './rules/renameTable';

interface ReplaceNamesOptions {
  /** The text with its template hidden. */
  masked: string;
  /** The text with its template. */
  source: string;
  script: SqlScript;
  calls: RelationCall[];
  moves: PlannedMove[];
  mentions: MentionFinder;
  dialect: SqlDialect;
  isMasked(name: string): boolean;
}

/** What becomes of the names in statements that do not parse. */
export interface ReplacedNames {
  edits: Edit[];
  drafts: Draft[];
  known: Span[];
  /** Reads of the old dataset by its own name. */
  references: Span[];
  /** Calls that are settled here. */
  calls: Set<RelationCall>;
}

const STAR = /(?:\b(?:select|distinct|all)\b|[,.])\s*\*/i;

/**
 * Replaces names of the dataset where the statement does not parse, token by token: the whole name behind FROM or JOIN when
 * no column of the dataset changes; other places only when nothing in the text can be a column that changes, and then each
 * is listed, since nothing was proved.
 */
export function replaceNames(options: ReplaceNamesOptions): ReplacedNames {
  const { script, source, mentions, calls, moves } = options;
  const result: ReplacedNames = {
    edits: [],
    drafts: [],
    known: [],
    references: [],
    calls: new Set(),
  };
  const failed = script.statements.filter(({ tree }) => !tree);
  const reason = failed[0]?.problem;
  const read = failed.flatMap(({ tokens }) =>
    findReadTables({ ...options, tokens, text: options.masked }),
  );
  for (const use of read) {
    const span = { start: use.start, end: use.end };
    result.edits.push(...renameTable(use, options.dialect));
    result.known.push(span);
    if (use.side === 'old') {
      result.references.push(span);
    }
  }
  for (const call of calls.filter(({ target }) => target === 'old')) {
    const isFailed = failed.some(statement => overlaps(statement, call));
    const isFree = call.move?.sameColumns && isReplaceable(call, options);
    if (isFailed && isFree) {
      result.edits.push(...renameRelation(call));
      result.calls.add(call);
    }
  }
  if (reason === undefined || mentions.findColumns(source).length) {
    return result;
  }
  const settle = (span: Span, edits: Edit[]) => {
    result.edits.push(...edits);
    result.known.push(span);
    result.drafts.push({
      kind: 'unproved',
      start: span.start,
      message: `The statement does not parse: ${reason}. No column that changes is named in it, so the dataset's name alone was replaced. Look at it by hand.`,
    });
  };
  for (const call of calls) {
    const isFailed = failed.some(statement => overlaps(statement, call));
    const isSettled = result.calls.has(call) || call.move?.sameColumns;
    if (isFailed && !isSettled && isReplaceable(call, options)) {
      settle(call, renameRelation(call));
      result.calls.add(call);
    }
  }
  for (const { tokens } of failed) {
    for (const move of moves.filter(m => !m.obstacle && !readsAll(m, source))) {
      move.tables
        .filter(pair => !move.sameColumns || isUnqualified(pair, source))
        .flatMap(pair => findNames(tokens, pair, move))
        .filter(
          ({ span }) =>
            !read.some(use => overlaps(use, span)) &&
            !isManaged(tokens, span.start),
        )
        .forEach(({ span, edits }) => settle(span, edits));
    }
  }
  return result;
}

/** Whether a statement may do something with the table itself there, such as adding rows to it. */
function isManaged(tokens: SqlToken[], start: number): boolean {
  const before = tokens
    .slice(
      0,
      tokens.findIndex(token => token.end > start),
    )
    .at(-1);
  return (
    /^(?:alter|analyze|cache|comment|copy|delete|drop|grant|load|merge|msck|optimize|refresh|revoke|truncate|update|vacuum)$/i.test(
      tokens[0]?.text ?? '',
    ) || /^(?:into|overwrite|table|update|exists)$/i.test(before?.text ?? '')
  );
}

function isReplaceable(
  call: RelationCall,
  { masked, source }: ReplaceNamesOptions,
): boolean {
  const { move, target, name, newName, problem, standsAlone } = call;
  const qualifies =
    newName !== name &&
    new RegExp(`(?<![\\w.])${escape(name)}\\s*\\.`, 'i').test(masked);
  return (
    move !== undefined &&
    (target === 'old' || target === 'new') &&
    standsAlone &&
    !qualifies &&
    problem === undefined &&
    move.obstacle === undefined &&
    !readsAll(move, source)
  );
}

function isUnqualified(
  { from, to }: { from: string[]; to: string[] },
  source: string,
): boolean {
  const [name, newName] = [from.at(-1) ?? '', to.at(-1)];
  return name === newName || !isQualifier(name, source);
}

/** Whether a star may read columns that change. */
function readsAll({ fields }: PlannedMove, source: string): boolean {
  return fields.size > 0 && STAR.test(source);
}

/** Full names without quotes, outside of strings and comments. */
function findNames(
  tokens: SqlToken[],
  { from, to }: { from: string[]; to: string[] },
  { path }: PlannedMove,
): { span: Span; edits: Edit[] }[] {
  if (from.length !== to.length || from.some(part => part.endsWith('*'))) {
    return [];
  }
  const name = from.join('.');
  const newName = to.join('.');
  const either = `${escape(name)}|${escape(newName)}`;
  const pattern = new RegExp(`(?<![\\w.-])(?:${either})(?![\\w.-])`, 'g');
  return joinTouching(tokens).flatMap(({ start, text }) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => {
      let at = start + index;
      if (found === newName) {
        return { span: { start: at, end: at + found.length }, edits: [] };
      }
      const edits = from.flatMap((part, position): Edit[] => {
        const span = { start: at, end: at + part.length };
        at = span.end + 1;
        return part === to[position]
          ? []
          : [{ ...span, text: to[position], cause: `${path}.to.names` }];
      });
      const first = start + index;
      return { span: { start: first, end: first + name.length }, edits };
    }),
  );
}

/** Tokens without space between them; tokens of strings and quoted names are longer than their text. */
function joinTouching(tokens: SqlToken[]): { start: number; text: string }[] {
  const runs: { start: number; text: string }[] = [];
  for (const { text, start, end, type } of tokens) {
    const last = runs.at(-1);
    if (end - start !== text.length || /STRING|COMMENT/.test(type)) {
      continue;
    }
    if (last && last.start + last.text.length === start) {
      last.text += text;
    } else {
      runs.push({ start, text });
    }
  }
  return runs;
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
