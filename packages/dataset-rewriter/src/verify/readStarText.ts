/** A star as a text has it, with its clauses. */
export interface StarText {
  text: string;
  /** What REPLACE says of columns, by their names in lower case. */
  replaced: Map<string, string>;
}

const NAMES =
  /\s*\b(?:except|exclude|rename)\s*(?:\([^()]*\)|[`"]?\w+[`"]?(?:\s+as\s+[`"]?\w+[`"]?)?(?!\s*\())/iy;
const REPLACE = /\s*\breplace\s*\(/iy;
const PIECE = /'(?:[^'\\]|\\.|'')*'|"[^"]*"|`[^`]*`|[^]/y;

/** Reads the star that a text begins with. */
export function readStarText(text: string): StarText | undefined {
  if (!text.startsWith('*')) {
    return undefined;
  }
  const replaced = new Map<string, string>();
  let at = 1;
  for (;;) {
    NAMES.lastIndex = at;
    REPLACE.lastIndex = at;
    if (NAMES.test(text)) {
      at = NAMES.lastIndex;
    } else if (REPLACE.test(text)) {
      const list = readList(text, REPLACE.lastIndex);
      list.entries.forEach(entry =>
        replaced.set(
          /(\w+)[`"]?\s*$/.exec(entry)?.[1].toLowerCase() ?? '',
          entry,
        ),
      );
      at = list.end;
    } else {
      return { text: text.slice(0, at), replaced };
    }
  }
}

/** The entries of a list up to the parenthesis that closes it. */
function readList(text: string, from: number) {
  const entries: string[] = [];
  let depth = 0;
  let start = from;
  let at = from;
  while (at < text.length && depth >= 0) {
    PIECE.lastIndex = at;
    const [piece] = PIECE.exec(text) ?? [text[at]];
    if (/^[([{]$/.test(piece)) {
      depth += 1;
    } else if (/^[)\]}]$/.test(piece)) {
      depth -= 1;
    }
    if (depth < 0 || (depth === 0 && piece === ',')) {
      entries.push(text.slice(start, at).trim());
      start = at + 1;
    }
    at += piece.length;
  }
  return { entries, end: at };
}
