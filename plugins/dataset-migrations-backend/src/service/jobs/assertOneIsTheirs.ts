import { NotAllowedError } from '@backstage/errors';
import { targetUpdatePermission } from '@skein/backstage-plugin-dataset-migrations-common';
import type { PreparedJob } from './prepareJob';

/** Throws `NotAllowedError` for who may do nothing to any of the targets that are meant; where none is, for who may not change the migration. */
export function assertOneIsTheirs(
  { mayUpdateMigration }: Pick<PreparedJob, 'mayUpdateMigration'>,
  { count, theirs }: { count: number; theirs: number },
): void {
  if (count === 0 ? !mayUpdateMigration : theirs === 0) {
    throw new NotAllowedError(
      `This needs the permission '${targetUpdatePermission.name}' for one of the targets at least`,
    );
  }
}
