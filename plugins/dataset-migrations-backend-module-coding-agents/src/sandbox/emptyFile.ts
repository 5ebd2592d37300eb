import { resolvePackagePath } from '@backstage/backend-plugin-api';

/** A file of this package with nothing in it, to be mounted over those that are hidden. */
export function emptyFile(): string {
  return resolvePackagePath(
    '@skein/backstage-plugin-dataset-migrations-backend-module-coding-agents',
    'bin/empty',
  );
}
