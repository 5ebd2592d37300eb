import type {
  Migration,
  MigrationState,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { EXIT_CODES, type ExitCode } from '../exitCodes';

const ENDED: readonly MigrationState[] = ['completed', 'cancelled'];
/** Nothing goes on by itself. */
const HELD: readonly MigrationState[] = ['draft', 'planned', 'paused'];
const FOR_PEOPLE: readonly TargetState[] = ['needsHuman', 'failed'];

/** Whether a migration moves only when somebody does something. */
export function isAtRest({ state, previewing }: Migration): boolean {
  return ENDED.includes(state) || (HELD.includes(state) && !previewing);
}

/** 0 when it is completed and nothing is left for a person, 2 otherwise. */
export function exitCodeOfMigration(migration: Migration): ExitCode {
  const isLeft = migration.targetCounts.some(
    ({ state, count }) => count > 0 && FOR_PEOPLE.includes(state),
  );
  return migration.state === 'completed' && !isLeft
    ? EXIT_CODES.proved
    : EXIT_CODES.left;
}
