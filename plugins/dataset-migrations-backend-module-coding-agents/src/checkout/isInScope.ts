function isBelow(path: string, folder: string): boolean {
  const bare = folder.replace(/^\.?\/+|\/+$/g, '');
  return (
    bare === '' || bare === '.' || path === bare || path.startsWith(`${bare}/`)
  );
}

/** Whether a file of the checkout belongs to the target. */
export function isInScope(
  path: string,
  scope: { paths?: string[]; excludedPaths?: string[] },
): boolean {
  const { paths, excludedPaths = [] } = scope;
  return (
    (paths === undefined || paths.some(folder => isBelow(path, folder))) &&
    !excludedPaths.some(folder => isBelow(path, folder))
  );
}
