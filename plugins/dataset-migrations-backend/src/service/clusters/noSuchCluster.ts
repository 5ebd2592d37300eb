import { NotFoundError } from '@backstage/errors';

/** What is said of a cluster that has no patch left, or none that the caller may see. */
export function noSuchCluster(shape: string): NotFoundError {
  return new NotFoundError(
    `There is no patch of the shape '${shape}' any more: it was merged, made anew or taken back`,
  );
}
