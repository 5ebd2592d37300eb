import type { PlannedMove } from '../contract/planMoves';
import { movedPath } from '../dbt/movedPath';
import type { VerifyRewriteOptions } from '../types';

type ChangedFile = VerifyRewriteOptions['changed'][number];

/** Joins a file that is gone and one that is new, where the contract renames the model that the file defines. */
export function pairMovedFiles(
  changed: ChangedFile[],
  moves: PlannedMove[],
): ChangedFile[] {
  const added = new Map(
    changed
      .filter(({ before, after }) => !before && after)
      .map(file => [file.path, file]),
  );
  const joined = new Map<string, ChangedFile>();
  for (const file of changed.filter(({ before, after }) => before && !after)) {
    const newPath = listModelPaths(file.path, moves).find(
      path => added.has(path) && !joined.has(path),
    );
    const after = newPath === undefined ? undefined : added.get(newPath)?.after;
    if (newPath !== undefined && after) {
      const move = { ...file, newPath, after };
      joined.set(newPath, move).set(file.path, move);
    }
  }
  const pairs = new Set(joined.values());
  return [...changed.filter(({ path }) => !joined.has(path)), ...pairs];
}

/** Where a file that defines an old model may go by the contract. */
export function listModelPaths(path: string, moves: PlannedMove[]): string[] {
  return moves.flatMap(({ relations }) =>
    relations.flatMap(({ from, to }) =>
      from.kind === 'ref' && to.kind === 'ref'
        ? movedPath(path, from.model, to.model) ?? []
        : [],
    ),
  );
}
