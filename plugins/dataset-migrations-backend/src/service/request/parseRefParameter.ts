import { InputError } from '@backstage/errors';
import { parseFullEntityRef } from '../../discovery/parseFullEntityRef';

/** A query parameter that holds an entity reference, in its full form. */
export function parseRefParameter(parameter: string, value: string): string {
  try {
    return parseFullEntityRef(value);
  } catch {
    throw new InputError(
      `query.${parameter}: ${JSON.stringify(
        value,
      )} is not an entity reference; write kind:namespace/name, for example resource:default/orders`,
    );
  }
}
