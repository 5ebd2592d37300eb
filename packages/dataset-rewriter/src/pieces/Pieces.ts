import type { Span } from '../edits/Edit';

/** Which part of a table's name a piece is. */
export type PieceRole = 'project' | 'schema' | 'table';

/** A key of a call, a block or a mapping, with what stands under it. */
export interface PieceEntry {
  key: string;
  /** Where people look for it. */
  start: number;
  /** What it says, with its place; absent when that is only known when the code runs. */
  written?: WrittenPiece;
}

/** A value as it stands in the text, without quotes. */
export interface WrittenPiece extends Span {
  value: string;
  /** Where it is used and by which name, when it is written in a constant. */
  constant?: { name: string; start: number };
}

/** Pieces that stand together and name one table. */
export interface PieceGroup {
  /** What the keys begin with, for example `source`. */
  prefix: string;
  project?: PieceEntry;
  schema: PieceEntry;
  table: PieceEntry;
  /** Whether the project belongs to other groups too. */
  sharesProject: boolean;
}

/** Pieces with what the code around them says of the table. */
export interface PlacedPieces {
  group: PieceGroup;
  /** Why the table cannot be replaced there, whatever its columns; `{new}` is the replacement. */
  obstacle?: string;
  /** Whether none of its columns is read there. */
  readsNoColumn?: boolean;
}
