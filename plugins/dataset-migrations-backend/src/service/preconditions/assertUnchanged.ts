import type { CallOptions } from '../MigrationService';
import { parseIfMatch } from './entityTag';
import { PreconditionFailedError } from './PreconditionFailedError';

/** Throws `PreconditionFailedError` when the caller has read another revision than those that stand. To be called under the lock of what is changed. */
export function assertUnchanged(
  { ifMatch }: CallOptions,
  subject: string,
  ...standing: string[]
): void {
  const read = ifMatch === undefined ? '*' : parseIfMatch(ifMatch);
  if (read !== '*' && !read.some(revision => standing.includes(revision))) {
    throw new PreconditionFailedError(
      `headers.if-match: ${ifMatch} is not what stands any more, since somebody has changed ${subject} meanwhile; read it again, look at what is new, and send its ETag`,
    );
  }
}
