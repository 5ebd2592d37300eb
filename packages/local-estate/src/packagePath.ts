import { dirname, join } from 'node:path';

/**
 * A path inside this package, wherever it is installed.
 * @internal
 */
export function packagePath(...parts: string[]): string {
  const root = dirname(require.resolve('@skein/local-estate/package.json'));
  return join(root, ...parts);
}
