import { mergeFrames, type Frame } from '../frames/Frame';
import type { SyntaxNode } from '../syntax/loadSyntaxParser';

/**
 * How a column takes its place in what it is used for: only its value counts; it also names an output, which can get
 * the old name at the offset; or its name counts in a way that cannot be written down.
 */
export type ColumnRole = ValueRole | { kind: 'fixed' } | OutputRole;

/** Only the value of the column counts. */
export interface ValueRole {
  kind: 'value';
  /** Whether the read of the dataset itself names the column. */
  isInRead?: boolean;
}

/** The column names an output. */
export interface OutputRole {
  kind: 'output';
  /** Where `.alias("old")` can be put; absent where the column is only a string. */
  aliasAt?: number;
  /** What the column can be read from, as it is written, when it is only a string. */
  receiver?: string;
}

/** Finds out what the columns of an expression are, once the frame is known that it is used on. */
export type ColumnBinder = (frame: Frame, role: ColumnRole) => void;

/** What a value of the program is to a frame. */
export type FrameShape = 'table' | 'grouped' | 'series' | 'row' | 'rows';

/** What is known of a value. */
export interface Value {
  frame?: Frame;
  shape?: FrameShape;
  /** For an expression of columns that is not bound to a frame yet. */
  binders?: ColumnBinder[];
  /** For `spark.read` and what is said to it: where the dataset is named, if it is. */
  reader?: { name?: SyntaxNode };
  /** For a function of the file. */
  callee?: SyntaxNode;
}

/** Nothing is known. */
export const unknownValue: Value = {};

/** A value that is one or the other. */
export function mergeValues(a: Value, b: Value): Value {
  if (a === b) {
    return a;
  }
  const frame = a.frame && b.frame ? mergeFrames(a.frame, b.frame) : undefined;
  const only = a.frame ?? b.frame;
  return {
    frame: frame ?? (only && { ...only, mixed: true }),
    shape: a.shape === b.shape ? a.shape : a.shape ?? b.shape,
    binders:
      a.binders || b.binders
        ? [...new Set([...(a.binders ?? []), ...(b.binders ?? [])])]
        : undefined,
    callee: a.callee === b.callee ? a.callee : undefined,
  };
}

/** Whether two values say the same of frames; for what is repeated until nothing changes. */
export function sameValue(a: Value | undefined, b: Value): boolean {
  return describe(a) === describe(b);
}

function describe(value: Value | undefined): string {
  const { frame, shape } = value ?? {};
  return frame
    ? [
        [...frame.reads].map(({ start }) => start).sort(),
        shape,
        frame.mixed,
        frame.projected,
        [...frame.defined].sort(),
      ].join(' ')
    : '';
}
