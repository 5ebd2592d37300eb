import { isError } from '@backstage/errors';

/** Why a file or folder could not be used, in words that follow its name. */
export function mendOfFileError(error: unknown): string {
  const code = isError(error) ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'does not exist';
    case 'EISDIR':
      return 'is a directory';
    case 'ENOTDIR':
      return 'is not a directory';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by this user';
    default:
      return `could not be read (${isError(error) ? error.message : error})`;
  }
}
