import { InputError } from '@backstage/errors';
import { parseFullEntityRef } from '../../discovery/parseFullEntityRef';
import type { ServiceContext } from '../ServiceContext';

/** A reference that somebody has written, and where. */
export interface WrittenOwner {
  /** For example `body.ownerRef`. */
  path: string;
  value: string;
}

export interface ResolveOwnerRefsOptions {
  /** What the mend tells people to write. */
  who: string;
  /** Full references that stand already: they may have left the catalog since. */
  standing?: readonly string[];
}

/** The full references of groups and users of the catalog, in order; throws one `InputError` that names all that are none. */
export async function resolveOwnerRefs(
  { catalog, auth }: Pick<ServiceContext, 'catalog' | 'auth'>,
  written: readonly WrittenOwner[],
  { who, standing = [] }: ResolveOwnerRefsOptions,
): Promise<string[]> {
  const refs = written.map(({ value }) => parseOwnerRef(value));
  const wanted = refs.map(({ ref }) => ref ?? '');
  const sought = [...new Set(wanted)].filter(
    ref => ref !== '' && !standing.includes(ref),
  );
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs: sought, fields: ['kind'] },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  const missing = sought.filter((_, index) => !items[index]);
  const problems = written.flatMap(({ path, value }, index) => {
    const problem =
      refs[index].problem ??
      (missing.includes(wanted[index]) ? 'is not in the catalog' : undefined);
    return problem
      ? `${path}: ${JSON.stringify(
          value,
        )} ${problem}; write ${who}, for example group:default/finance`
      : [];
  });
  if (problems.length > 0) {
    throw new InputError(problems.join('\n'));
  }
  return wanted;
}

function parseOwnerRef(value: string): { ref?: string; problem?: string } {
  try {
    const ref = parseFullEntityRef(value);
    return /^(group|user):/.test(ref)
      ? { ref }
      : { problem: 'is neither a group nor a user' };
  } catch {
    return { problem: 'is not an entity reference' };
  }
}
