import type { Span } from '../edits/Edit';

/** A value of JSON with its place in the text. */
export type JsonValue = Span &
  (
    | { kind: 'object'; entries: { key: string; value: JsonValue }[] }
    | { kind: 'array'; items: JsonValue[] }
    | { kind: 'string'; value: string }
    | { kind: 'other' }
  );

const SPACE = /[ \t\r\n\ufeff]*/y;
const STRING =
  /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const OTHER = /true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const DEEPEST = 200;

/** Reads JSON; nothing when the text is not JSON, or is nested deeper than anybody writes. */
export function readJson(text: string): JsonValue | undefined {
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const takeMark = (mark: string): boolean => {
    take(SPACE);
    const found = text[at] === mark;
    at += found ? 1 : 0;
    return found;
  };
  const readString = (): string | undefined => {
    take(SPACE);
    const written = take(STRING);
    return written === undefined ? undefined : JSON.parse(written);
  };
  const readList = (close: string, readItem: () => boolean): boolean => {
    if (takeMark(close)) {
      return true;
    }
    do {
      if (!readItem()) {
        return false;
      }
    } while (takeMark(','));
    return takeMark(close);
  };
  const readValue = (depth: number): JsonValue | undefined => {
    take(SPACE);
    const start = at;
    if (depth > DEEPEST) {
      return undefined;
    }
    if (takeMark('{')) {
      const entries: { key: string; value: JsonValue }[] = [];
      const isWhole = readList('}', () => {
        const key = readString();
        const value =
          key !== undefined && takeMark(':') ? readValue(depth + 1) : undefined;
        if (key !== undefined && value) {
          entries.push({ key, value });
        }
        return value !== undefined;
      });
      return isWhole ? { kind: 'object', entries, start, end: at } : undefined;
    }
    if (takeMark('[')) {
      const items: JsonValue[] = [];
      const isWhole = readList(']', () => {
        const item = readValue(depth + 1);
        if (item) {
          items.push(item);
        }
        return item !== undefined;
      });
      return isWhole ? { kind: 'array', items, start, end: at } : undefined;
    }
    const value = readString();
    if (value !== undefined) {
      return { kind: 'string', value, start, end: at };
    }
    return take(OTHER) === undefined
      ? undefined
      : { kind: 'other', start, end: at };
  };
  const value = readValue(0);
  take(SPACE);
  return at === text.length ? value : undefined;
}

/** The value of a key. */
export function entryOf(
  value: JsonValue | undefined,
  key: string,
): JsonValue | undefined {
  return value?.kind === 'object'
    ? value.entries.find(entry => entry.key === key)?.value
    : undefined;
}
