import { SkeinApi } from '../../packages/app/e2e-tests/support/SkeinApi.mjs';
import { ADMIN } from '../chaos/actors/Operator.mjs';
import { DATASETS } from '../chaos/limits.mjs';

/** Nobody hurries a plan of thousands. */
const ANSWER_WITHIN_MS = 280_000;
const TRIES = 5;

/** The canary is as large as what is to be learnt from it; nobody approves of it in a replay. */
const WAVES = [
  { title: 'Canary', share: 0.02, gate: { maxFailureShare: 0.2 } },
  { title: 'Everybody' },
];

/** Plans a migration of every dataset, and starts them all. Gives how long planning took, in seconds. */
export async function startMigrations({ url, chronicle, signal }) {
  const began = Date.now();
  const api = await SkeinApi.signIn(url, ADMIN, {
    answerWithinMs: ANSWER_WITHIN_MS,
  });
  const ids = [];
  for (const dataset of DATASETS) {
    const { id } = await api.draftMigration(dataset);
    const { targetCount } = await insist({
      act: () => api.findConsumers(id),
      chronicle,
      signal,
    });
    chronicle(`planned a migration of ${dataset} with ${targetCount} targets`);
    ids.push(id);
  }
  const seconds = (Date.now() - began) / 1000;
  for (const id of ids) {
    await api.startMigration(id, { waves: WAVES });
    chronicle(`started ${id}`);
  }
  return seconds;
}

/** A plan that takes too long on a busy machine is made again. */
async function insist({ act, chronicle, signal }) {
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted();
    try {
      return await act();
    } catch (error) {
      if (tries === TRIES) {
        throw error;
      }
      chronicle(`planned again: ${error.message}`);
    }
  }
}
