import type { EntityConfig } from '../config/lineageConfigSchema';

const NAME = '[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?';
const FULL_REF = new RegExp(`^(?:group|user):${NAME}/${NAME}$`, 'i');
const GROUP_NAME = new RegExp(`^${NAME}$`);

/**
 * The owner that is meant by what was written: as the configuration translates it, a reference as it stands, a bare name as a
 * group; anything else, such as an address, is nobody whom the catalog knows.
 */
export function resolveOwner(
  written: string | undefined,
  { owners, defaultOwner }: Pick<EntityConfig, 'owners' | 'defaultOwner'>,
): string {
  if (written === undefined) {
    return defaultOwner;
  }
  if (Object.hasOwn(owners, written)) {
    return owners[written];
  }
  if (FULL_REF.test(written)) {
    return written.toLowerCase();
  }
  return GROUP_NAME.test(written) && written.length <= 63
    ? `group:default/${written.toLowerCase()}`
    : defaultOwner;
}
