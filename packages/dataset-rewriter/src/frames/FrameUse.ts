import type { Span } from '../edits/Edit';
import type { Edit } from '../types';
import type { Frame, FrameRead } from './Frame';

/** How a language writes what takes the place of a column; absent where it cannot be written at this place. */
export interface ColumnSpelling {
  /** Names the new column. */
  rename?(to: string, cause: string): Edit[] | undefined;
  /** Computes the old value by an expression of SQL. */
  substitute?(expression: string, cause: string): Edit[] | undefined;
}

/** A place that names a column of a frame. */
export interface FrameUse extends Span, ColumnSpelling {
  name: string;
  frame: Frame;
  /** Whether the read itself names the column, so that it sees the replacement's columns in any case. */
  isInRead?: boolean;
}

/** Something that a program does with a frame and that no edit at the place follows. */
export interface FrameObstacle {
  reads: ReadonlySet<FrameRead>;
  start: number;
  /** A sentence that says what it is. */
  message: string;
}

/** How a language writes what belongs to a whole frame. */
export interface FrameWriter {
  /** Gives the columns their old names where the dataset is read; nothing when it cannot be written. */
  adapt(
    read: FrameRead,
    columns: {
      from: string;
      to?: string;
      expression?: string;
      cause: string;
    }[],
  ): Edit[] | undefined;
  /** Puts a comment above a use that somebody has to decide. */
  comment(offset: number, message: string, cause: string): Edit[];
}
