import type { Span } from '../edits/Edit';
import type { PieceEntry, PieceGroup } from './Pieces';

/** The same pieces, with their places in the file that holds the text. */
export function placePieces(
  group: PieceGroup,
  toFile: (span: Span) => Span,
): PieceGroup {
  const place = (entry: PieceEntry): PieceEntry => ({
    ...entry,
    written: entry.written && { ...entry.written, ...toFile(entry.written) },
  });
  return {
    ...group,
    project: group.project && place(group.project),
    schema: place(group.schema),
    table: place(group.table),
  };
}
