import type { PlannedField, PlannedMove } from '../contract/planMoves';
import type { Span } from '../edits/Edit';
import type { Edit } from '../types';

/** A place where a program reads a dataset by its name. */
export interface FrameRead extends Span {
  move: PlannedMove;
  /** Whether it is the old dataset, or its replacement already. */
  side: 'old' | 'new';
  /** Where the name is written, which may be a constant that several reads share: all of them move, or none. */
  holder: Span;
  /** What puts the new name there. */
  edits: Edit[];
  /** Where a step can be put that gives the columns their old names again; absent where none can. */
  adaptAt?: number;
  /** Which library makes a frame of it, as the language's writer knows it. */
  library: string;
}

/** A table in a program, as far as it still has the columns of datasets. */
export interface Frame {
  /** The datasets whose columns it has; none of them when all of its columns are named by the program. */
  reads: ReadonlySet<FrameRead>;
  /** Whether it may have other columns as well, or be another table at times. */
  mixed: boolean;
  /** Whether the program has chosen its columns, so that columns which are added or gone make no difference. */
  projected: boolean;
  /** Lower case names that the program has given to columns of its own. */
  defined: ReadonlySet<string>;
  library: string;
}

/** A column of a frame that the contract changes. */
export interface FrameColumn {
  read: FrameRead;
  field: PlannedField;
}

/** A table that has no columns of a dataset. */
export function otherFrame(library: string): Frame {
  return {
    reads: new Set(),
    mixed: true,
    projected: true,
    defined: new Set(),
    library,
  };
}

/** The table that a read gives. */
export function readFrame(read: FrameRead): Frame {
  const { library } = read;
  return {
    reads: new Set([read]),
    mixed: false,
    projected: false,
    defined: new Set(),
    library,
  };
}

/** A table that is one or the other, or has the columns of both. */
export function mergeFrames(a: Frame, b: Frame): Frame {
  const same =
    a.reads.size === b.reads.size && [...a.reads].every(r => b.reads.has(r));
  return {
    ...a,
    reads: new Set([...a.reads, ...b.reads]),
    mixed: a.mixed || b.mixed || !same,
    projected: a.projected && b.projected,
    defined: new Set([...a.defined].filter(name => b.defined.has(name))),
  };
}

/** The table with one more column that the program names. */
export function defineColumn(frame: Frame, name: string): Frame {
  return {
    ...frame,
    defined: new Set([...frame.defined, name.toLowerCase()]),
  };
}

/** The changed columns that a name may mean, one for each dataset that has it. */
export function findColumns(frame: Frame, name: string): FrameColumn[] {
  const key = name.toLowerCase();
  if (frame.defined.has(key)) {
    return [];
  }
  return [...frame.reads].flatMap(read => {
    const { fields, newColumns } = read.move;
    const field = fields.get(key);
    const isForgotten =
      !frame.mixed && newColumns !== undefined && !newColumns.has(key);
    return field && (read.side === 'old' || isForgotten)
      ? [{ read, field }]
      : [];
  });
}

/** Whether a name may also mean a column that only the replacement has. */
export function mayMeanAdded(frame: Frame, name: string): boolean {
  const key = name.toLowerCase();
  return (
    frame.mixed &&
    !frame.defined.has(key) &&
    [...frame.reads].some(
      ({ side, move: { oldColumns, newColumns } }) =>
        side === 'old' &&
        oldColumns !== undefined &&
        !oldColumns.has(key) &&
        newColumns?.has(key),
    )
  );
}

/** Whether whoever gets the whole table sees the same columns before and after. */
export function keepsColumns({ move, side }: FrameRead): boolean {
  const { fields, oldColumns, newColumns } = move;
  return (
    side === 'new' ||
    (fields.size === 0 &&
      (oldColumns === undefined ||
        newColumns === undefined ||
        [...newColumns].every(name => oldColumns.has(name))))
  );
}
