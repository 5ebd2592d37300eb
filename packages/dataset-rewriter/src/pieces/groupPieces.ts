import type { PieceEntry, PieceGroup, PieceRole } from './Pieces';
import { readPieceKey } from './readPieceKey';

interface Ranked {
  entry: PieceEntry;
  rank: number;
}

/** Finds the tables that the entries of one call, block or mapping name in pieces. */
export function groupPieces(entries: PieceEntry[]): PieceGroup[] {
  const byPrefix = new Map<string, Map<PieceRole, Ranked>>();
  for (const entry of entries) {
    const key = readPieceKey(entry.key);
    if (!key) {
      continue;
    }
    const pieces = byPrefix.get(key.prefix) ?? new Map<PieceRole, Ranked>();
    const before = pieces.get(key.role);
    if (!before || key.rank < before.rank) {
      pieces.set(key.role, { entry, rank: key.rank });
    }
    byPrefix.set(key.prefix, pieces);
  }
  const shared = byPrefix.get('')?.get('project')?.entry;
  const groups = [...byPrefix].flatMap(([prefix, pieces]): PieceGroup[] => {
    const schema = pieces.get('schema')?.entry;
    const table = pieces.get('table')?.entry;
    const project = pieces.get('project')?.entry ?? shared;
    return schema && table
      ? [{ prefix, project, schema, table, sharesProject: false }]
      : [];
  });
  return groups.map(group => ({
    ...group,
    sharesProject:
      group.project !== undefined &&
      groups.filter(({ project }) => project === group.project).length > 1,
  }));
}
