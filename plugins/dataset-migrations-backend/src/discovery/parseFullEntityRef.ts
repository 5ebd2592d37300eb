import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** A reference in its one full form, `kind:namespace/name` in lower case, so that texts can be compared. */
export function parseFullEntityRef(ref: string): string {
  return stringifyEntityRef(parseEntityRef(ref));
}
