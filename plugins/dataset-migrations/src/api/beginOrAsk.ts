import type {
  DatasetMigrationsApi,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { secondPersonStand } from './secondPersonStand';

export interface BeginOrAskOptions {
  api: DatasetMigrationsApi;
  migration: Migration;
  /** Is refused where a second person is needed, and has asked for one then. */
  begin: () => Promise<Migration>;
}

/** Lets a migration begin, or gives it as it waits for the second person that was asked by that. */
export async function beginOrAsk(
  options: BeginOrAskOptions,
): Promise<Migration> {
  const { api, migration, begin } = options;
  try {
    return await begin();
  } catch (error) {
    const { id: migrationId } = migration;
    const now = await api.getMigration({ migrationId });
    if (secondPersonStand(now) === 'waits') {
      return now;
    }
    throw error;
  }
}
