import { ConflictError } from '@backstage/errors';
import {
  MIGRATION_TRANSITIONS,
  TARGET_TRANSITIONS,
  WAVE_TRANSITIONS,
  type MigrationState,
  type TargetState,
  type WaveState,
} from '@skein/backstage-plugin-dataset-migrations-common';

function assertTransition<S extends string>(
  what: string,
  transitions: Record<S, readonly S[]>,
  from: S,
  to: S,
): void {
  const allowed = transitions[from];
  if (!allowed.includes(to)) {
    throw new ConflictError(
      `A ${what} that is '${from}' cannot become '${to}'; ${
        allowed.length === 0
          ? 'it stays as it is'
          : `it can become ${allowed.join(', ')}`
      }`,
    );
  }
}

/** Throws `ConflictError` for a move that is not in the table. */
export function assertTargetTransition(
  from: TargetState,
  to: TargetState,
): void {
  assertTransition<TargetState>('target', TARGET_TRANSITIONS, from, to);
}

/** Throws `ConflictError` for a move that is not in the table. */
export function assertMigrationTransition(
  from: MigrationState,
  to: MigrationState,
): void {
  assertTransition<MigrationState>(
    'migration',
    MIGRATION_TRANSITIONS,
    from,
    to,
  );
}

/** Throws `ConflictError` for a move that is not in the table. */
export function assertWaveTransition(from: WaveState, to: WaveState): void {
  assertTransition<WaveState>('wave', WAVE_TRANSITIONS, from, to);
}
