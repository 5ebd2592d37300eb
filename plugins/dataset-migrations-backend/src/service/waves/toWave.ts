import type {
  MigrationState,
  Wave,
  WaveAction,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ModelTargetCounts } from '../../database/operations/models/countModelTargets';
import type { WaveCount } from '../../database/operations/waves/countTargetsByWave';
import type { DbWaveRow } from '../../database/tables';
import { toIso } from '../../database/time';

export interface WaveFacts {
  row: DbWaveRow;
  migrationState: MigrationState;
  counts: readonly WaveCount[];
  /** Absent when no agent has come to an end yet. */
  models?: ModelTargetCounts;
  waitsFor: string[];
}

/** A wave as it leaves the house. `allowed` is what its state permits; permission takes away from it. */
export function toWave(facts: WaveFacts): Wave {
  const { row, counts } = facts;
  return {
    number: row.number,
    title: row.title,
    state: row.state,
    stateReason: row.state_reason ?? undefined,
    stateSince: toIso(row.state_since),
    gate: JSON.parse(row.gate),
    approvedBy: row.approved_by ?? undefined,
    targetCount: counts.reduce((sum, { count }) => sum + count, 0),
    targetCounts: counts.map(({ state, count }) => ({ state, count })),
    ...facts.models,
    waitsFor: facts.waitsFor,
    allowed: waveActions(facts),
  };
}

/** What the states of a wave and its migration permit, whoever asks. */
export function waveActions({
  row,
  migrationState,
}: Pick<WaveFacts, 'row' | 'migrationState'>): WaveAction[] {
  if (migrationState !== 'running' && migrationState !== 'paused') {
    return [];
  }
  switch (row.state) {
    case 'open':
    case 'draining':
      return [
        ...(needsApproval(row) ? (['approve'] as const) : []),
        'pass',
        'halt',
      ];
    case 'halted':
      return ['resume', 'pass'];
    default:
      return [];
  }
}

function needsApproval(row: DbWaveRow): boolean {
  return Boolean(JSON.parse(row.gate).approval) && row.approved_at === null;
}
