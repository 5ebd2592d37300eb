import type { FoundConsumer } from '@skein/backstage-plugin-dataset-migrations-node';

/** An owner's part of a repository. */
export interface RepositoryShare {
  /** Absent when the code has no owner. */
  ownerRef?: string;
  /** Folders of the share; absent for the whole repository. */
  paths?: string[];
  /** Folders of other shares inside of `paths`; absent when there is none. */
  excludedPaths?: string[];
  consumers: FoundConsumer[];
}

/** The root of a repository. */
const ROOT = '';

/**
 * Divides a repository among the owners of the consumers in it. Where one folder has several owners, the first by
 * name gets it; when only one owner is left, it gets the whole repository.
 */
export function splitRepository(
  consumers: readonly FoundConsumer[],
): RepositoryShare[] {
  const ownerOfPath = new Map<string, string | undefined>();
  for (const { path = ROOT, ownerRef } of consumers) {
    ownerOfPath.set(path, firstOwner(ownerOfPath.get(path), ownerRef));
  }
  const owners = new Set(ownerOfPath.values());
  const sharedBy = (ownerRef: string | undefined) =>
    consumers.filter(({ path = ROOT }) => ownerOfPath.get(path) === ownerRef);
  if (owners.size === 1) {
    const [ownerRef] = owners;
    return [{ ...(ownerRef && { ownerRef }), consumers: [...consumers] }];
  }
  return [...owners].sort(compareOwners).map(ownerRef => {
    const own = [...ownerOfPath].filter(([, owner]) => owner === ownerRef);
    const foreign = [...ownerOfPath].filter(([, owner]) => owner !== ownerRef);
    const paths = own.map(([path]) => path).sort();
    const excludedPaths = foreign
      .map(([path]) => path)
      .filter(path => paths.some(outer => isInside(path, outer)))
      .sort();
    return {
      ...(ownerRef && { ownerRef }),
      ...(!paths.includes(ROOT) && { paths }),
      ...(excludedPaths.length > 0 && { excludedPaths }),
      consumers: sharedBy(ownerRef),
    };
  });
}

function firstOwner(
  known: string | undefined,
  other: string | undefined,
): string | undefined {
  return [known, other].filter(owner => owner !== undefined).sort()[0];
}

function compareOwners(a: string | undefined, b: string | undefined): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

function isInside(path: string, outer: string): boolean {
  return outer === ROOT || path.startsWith(`${outer}/`);
}
