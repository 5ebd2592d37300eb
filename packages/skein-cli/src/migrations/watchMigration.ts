import { setTimeout as delay } from 'node:timers/promises';
import type {
  DatasetMigrationsApi,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { isAtRest } from './exitCodeOfMigration';

export interface WatchMigrationOptions {
  api: DatasetMigrationsApi;
  migrationId: string;
  /** Seconds between two looks. */
  every: number;
  /** Hears of each change, and of how it is at first. */
  onChange(migration: Migration): void;
}

/** Looks at a migration until it moves only when somebody does something; gives how it is then. */
export async function watchMigration(
  options: WatchMigrationOptions,
): Promise<Migration> {
  const { api, migrationId, every, onChange } = options;
  let seen: string | undefined;
  for (;;) {
    const migration = await api.getMigration({ migrationId });
    const { state, targetCounts } = migration;
    const now = JSON.stringify([state, targetCounts]);
    if (now !== seen) {
      onChange(migration);
      seen = now;
    }
    if (isAtRest(migration)) {
      return migration;
    }
    await delay(every * 1000);
  }
}
