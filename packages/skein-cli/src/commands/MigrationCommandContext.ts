import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { renderMigration } from '../migrations/renderMigration';
import {
  BackstageCommandContext,
  type BackstageFlags,
} from './BackstageCommandContext';

/** What every command of `skein migrations` may be told. */
export type MigrationFlags = BackstageFlags;

/** What a command of `skein migrations` is added with. */
export class MigrationCommandContext extends BackstageCommandContext {
  printMigration(flags: MigrationFlags, migration: Migration): void {
    this.print(flags, migration, () => renderMigration(migration));
  }
}
