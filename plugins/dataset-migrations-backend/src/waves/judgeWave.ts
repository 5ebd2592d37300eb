import type { Knex } from 'knex';
import { explainWave } from '../database/operations/waves/explainWave';
import { loadGateFacts } from '../database/operations/waves/loadGateFacts';
import { moveWave } from '../database/operations/waves/moveWave';
import type { DbWaveRow } from '../database/tables';
import { decideGate } from './decideGate';
import { recallTargets } from './recallTargets';

const ACTOR = 'skein';

export interface Judgement {
  /** The next wave may open. */
  passed: boolean;
  isNews: boolean;
}

/** Opens a wave whose turn has come, and does what its gate says of it. The caller has locked its migration. */
export async function judgeWave(
  tx: Knex.Transaction,
  wave: DbWaveRow,
): Promise<Judgement> {
  if (wave.state !== 'pending') {
    return await followGate(tx, wave);
  }
  const reason =
    wave.number === 1
      ? 'The migration started'
      : `Wave ${wave.number - 1} has passed`;
  const opened = await moveWave({ tx, wave, to: 'open', reason, actor: ACTOR });
  if (!opened) {
    return { passed: false, isNews: false };
  }
  const { passed } = await followGate(tx, {
    ...wave,
    state: 'open',
    state_reason: reason,
  });
  return { passed, isNews: true };
}

async function followGate(
  tx: Knex.Transaction,
  wave: DbWaveRow,
): Promise<Judgement> {
  const facts = await loadGateFacts(tx, wave);
  const { state: to, reason, holds } = decideGate(facts);
  if (to === wave.state) {
    const isNews = await explainWave({ tx, wave, reason, holds });
    return { passed: false, isNews };
  }
  const isNews = await moveWave({ tx, wave, to, reason, actor: ACTOR });
  if (isNews) {
    const moved = { ...wave, state: to, state_reason: reason };
    await explainWave({ tx, wave: moved, reason, holds });
  }
  if (isNews && to === 'halted') {
    const { migration_id: migrationId, number } = wave;
    await recallTargets({
      tx,
      migrationId,
      waves: [number],
      reason: `Its wave was halted: ${reason}`,
      actor: ACTOR,
    });
  }
  return { passed: isNews && to === 'passed', isNews };
}
