import { ConflictError, InputError } from '@backstage/errors';
import type {
  WaveDecisionRequest,
  WaveList,
  WaveRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { moveWave } from '../../database/operations/waves/moveWave';
import type { DbWaveRow } from '../../database/tables';
import { databaseNow } from '../../database/time';
import { advanceWaves } from '../../waves/advanceWaves';
import { recallTargets } from '../../waves/recallTargets';
import { actorOf } from '../actorOf';
import type { CallOptions } from '../MigrationService';
import type { WaveContext } from '../waves/DefaultWaveService';
import { waveActions } from '../waves/toWave';
import { changeWaves } from './changeWaves';
import { getWave } from './moveToWave';

interface Act {
  tx: Knex.Transaction;
  wave: DbWaveRow;
  reason: string;
  actor: string;
}

const ACTS: Record<
  WaveDecisionRequest['decision'],
  { reason?: string; act(options: Act): Promise<void> }
> = {
  approve: { reason: 'Approved', act: approve },
  resume: { reason: 'Resumed', act: resume },
  pass: { act: pass },
  halt: { act: halt },
};

/** Does what a person decided about a wave, and what follows from it at once. */
export async function decideWave(
  context: WaveContext,
  request: WaveRequest & WaveDecisionRequest,
  { credentials }: CallOptions,
): Promise<WaveList> {
  const { migrationId, waveNumber, decision, dryRun } = request;
  const actor = actorOf(context.auth, credentials);
  const { reason: usual, act } = ACTS[decision];
  const reason = request.reason?.trim() || usual;
  if (reason === undefined) {
    throw new InputError(
      `body.reason: ${JSON.stringify(
        request.reason ?? '',
      )} says nothing, and '${decision}' needs a reason; write why, so that it can be understood later`,
    );
  }
  return changeWaves(context, {
    migrationId,
    when: ['running', 'paused'],
    verb: 'decided about',
    dryRun,
    async change(tx, { state: migrationState }) {
      const wave = await getWave(tx, migrationId, waveNumber);
      const allowed = waveActions({ row: wave, migrationState });
      if (!allowed.includes(decision)) {
        throw new ConflictError(
          `body.decision: '${decision}' is not possible while wave ${waveNumber} is ${
            wave.state
          }; possible is ${allowed.join(', ') || 'nothing'}`,
        );
      }
      await act({ tx, wave, reason, actor });
      await advanceWaves({ tx, migrationId, actor });
    },
  });
}

async function approve({ tx, wave, reason, actor }: Act): Promise<void> {
  const { migration_id: migrationId, number, title } = wave;
  await tx<DbWaveRow>('waves')
    .where({ migration_id: migrationId, number })
    .update({ approved_by: actor, approved_at: databaseNow(tx) });
  await recordEvent({
    tx,
    migrationId,
    actor,
    kind: 'waveApproved',
    reason: `${title} (wave ${number}): ${reason}`,
  });
}

async function pass({ tx, wave, reason, actor }: Act): Promise<void> {
  await moveWave({ tx, wave, to: 'passed', reason, actor });
}

async function halt({ tx, wave, reason, actor }: Act): Promise<void> {
  await moveWave({ tx, wave, to: 'halted', reason, actor });
  await recallTargets({
    tx,
    migrationId: wave.migration_id,
    waves: [wave.number],
    reason: `Its wave was halted: ${reason}`,
    actor,
  });
}

/** What was judged before does not halt it again, and an approval before does not let it pass. */
async function resume({ tx, wave, reason, actor }: Act): Promise<void> {
  await moveWave({
    tx,
    wave,
    to: 'open',
    reason,
    actor,
    changes: {
      counts_from: databaseNow(tx),
      holds_since: null,
      approved_by: null,
      approved_at: null,
    },
  });
}
