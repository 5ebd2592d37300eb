import { init, isInitialized, parse, tokenize } from '@polyglot-sql/sdk';
import { checkTime } from '../../workers/withinTime';
import type { SqlDialect } from './dialects';
import { hideLiteralParts } from './hideLiteralParts';
import { isScriptWord, relaxStatement } from './relaxStatement';

/** A node of the tree, as the parser gives it. */
export type SqlNode = { [key: string]: SqlValue };
/** Whatever may stand in a node. */
export type SqlValue =
  | SqlNode
  | SqlValue[]
  | string
  | number
  | boolean
  | null
  | undefined;

/** A token with its place in the text, in UTF-16 offsets. */
export interface SqlToken {
  type: string;
  text: string;
  start: number;
  end: number;
}

/** One statement of a script. */
export interface SqlStatement {
  start: number;
  end: number;
  tokens: SqlToken[];
  /** Absent when the statement does not parse. */
  tree?: SqlNode;
  problem?: string;
  /** From an offset of the tree to a UTF-16 offset of the text. */
  toOffset(treeOffset: number): number;
}

/** A parsed text; `problem` when not even its tokens can be told apart. */
export interface SqlScript {
  statements: SqlStatement[];
  problem?: string;
}

/** Makes the parser ready; to be awaited once before `parseScript`. */
export async function loadSqlParser(): Promise<void> {
  if (!isInitialized()) {
    await init();
  }
}

/**
 * Parses statement by statement, so that one which the parser does not know leaves the others usable.
 * The parser counts in Unicode code points; everything that leaves this module counts in UTF-16.
 */
export function parseScript(text: string, dialect: SqlDialect): SqlScript {
  const tokenized = tokenizeSql(text, dialect);
  if ('problem' in tokenized) {
    return { statements: [], problem: tokenized.problem };
  }
  const statements: SqlStatement[] = [];
  let tokens: SqlToken[] = [];
  for (const token of tokenized.tokens) {
    if (token.type === 'SEMICOLON') {
      statements.push(...parseStatement(text, tokens, dialect));
      tokens = [];
    } else {
      tokens.push(token);
    }
  }
  return {
    statements: [...statements, ...parseStatement(text, tokens, dialect)],
  };
}

function tokenizeSql(
  text: string,
  dialect: SqlDialect,
): { tokens: SqlToken[] } | { problem: string } {
  try {
    const { success, tokens, error } = tokenize(text, dialect.parserName);
    if (!success || !tokens) {
      return { problem: error ?? 'unknown characters' };
    }
    const toOffset = codePointOffsets(text);
    return {
      tokens: tokens.map(token => ({
        type: typeOf(token),
        text: token.text,
        start: toOffset(token.span.start),
        end: toOffset(token.span.end),
      })),
    };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

/** The declared name of the property is `tokenType`; the parser gives `token_type`. */
function typeOf(token: object): string {
  const type: unknown =
    Reflect.get(token, 'token_type') ?? Reflect.get(token, 'tokenType');
  return typeof type === 'string' ? type : '';
}

function parseStatement(
  text: string,
  tokens: SqlToken[],
  dialect: SqlDialect,
): SqlStatement[] {
  if (!tokens.length) {
    return [];
  }
  checkTime();
  const start = tokens[0].start;
  const end = tokens[tokens.length - 1].end;
  const part = hideLiteralParts(text.slice(start, end), tokens, dialect);
  const inPart = codePointOffsets(part);
  const statement = {
    start,
    end,
    tokens,
    toOffset: (treeOffset: number) => start + inPart(treeOffset),
  };
  const parsed = parsePart(part, dialect);
  if ('tree' in parsed) {
    return [{ ...statement, tree: parsed.tree }];
  }
  if (isScriptWord(tokens)) {
    return [{ ...statement, tree: {} }];
  }
  for (const relaxed of relaxStatement(part, tokens)) {
    const again = relaxed.trim() ? parsePart(relaxed, dialect) : { tree: {} };
    if ('tree' in again) {
      return [{ ...statement, tree: again.tree }];
    }
  }
  return [{ ...statement, problem: parsed.problem }];
}

function parsePart(
  part: string,
  dialect: SqlDialect,
): { tree: SqlNode } | { problem: string } {
  try {
    const { success, ast, error } = parse(part, dialect.parserName);
    const trees: unknown = ast;
    if (!success || !Array.isArray(trees)) {
      return { problem: error ?? 'unknown syntax' };
    }
    return trees.length === 1
      ? { tree: trees[0] as SqlNode }
      : { problem: 'it reads as several statements' };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

function codePointOffsets(text: string): (codePoint: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) {
    return codePoint => codePoint;
  }
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    offsets.push(offset);
    offset += character.length;
  }
  return codePoint => offsets[codePoint] ?? offset;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
