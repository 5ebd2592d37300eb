/** The part of a repository that belongs to a target. */
export interface Scope {
  /** Folders or files; absent for all. */
  paths?: string[];
  /** Folders or files inside of `paths` that belong to another target. */
  excludedPaths?: string[];
}

function covers(folder: string, path: string): boolean {
  const trimmed = folder.replace(/^\/+|\/+$/g, '');
  return trimmed === '' || path === trimmed || path.startsWith(`${trimmed}/`);
}

/** True for a path that belongs to the target. */
export function isInScope(path: string, scope: Scope): boolean {
  const included = scope.paths?.some(folder => covers(folder, path)) ?? true;
  const excluded =
    scope.excludedPaths?.some(folder => covers(folder, path)) ?? false;
  return included && !excluded;
}
