import { InputError } from '@backstage/errors';
import { parseFullEntityRef } from '../../discovery/parseFullEntityRef';

/** A parameter that holds an entity reference, in its full form. */
export function parseRefParameter(
  parameter: string,
  value: string,
  place: string = 'query',
): string {
  try {
    return parseFullEntityRef(value);
  } catch {
    throw new InputError(
      `${place}.${parameter}: ${JSON.stringify(
        value,
      )} is not an entity reference; write kind:namespace/name, for example resource:default/orders`,
    );
  }
}
