import type { Knex } from 'knex';
import type { GateFacts } from '../../../waves/decideGate';
import type { WaveResults } from '../../../waves/WaveResults';
import type { DbWaveRow } from '../../tables';
import { nowPlus, secondsSince } from '../../time';

/** A failure of which nobody has said that the surroundings are to blame. */
const NOT_INFRASTRUCTURE = `coalesce(targets.failure_class, 'agent') not in ('infrastructure', 'rate')`;

const FAILED = `(targets.state in ('closed', 'reverted')
    or (targets.state = 'failed' and ${NOT_INFRASTRUCTURE})
    or (targets.state = 'needsHuman' and targets.conditions like '%"belowEvidence"%'))`;

/**
 * Sums over the targets of a wave; each condition is SQL on `targets` and the pull request of the target's generation.
 * What is not new was judged by a person, who then resumed the wave.
 */
const SUMS: Record<keyof WaveResults, string> = {
  // a target that is tried again has begun
  waiting: `targets.state = 'pending' or (targets.state = 'queued' and targets.attempt_count = 0)`,
  busy: `targets.state in ('running', 'proposed', 'publishing') or (targets.state = 'queued' and targets.attempt_count > 0)`,
  succeeded: `targets.state in ('prOpen', 'merged', 'noChanges')
    or (targets.state = 'needsHuman' and targets.conditions not like '%"belowEvidence"%')`,
  failed: `is_new and ${FAILED}`,
  infrastructureFailed: `targets.state = 'failed' and not ${NOT_INFRASTRUCTURE}`,
  forgiven: `not (is_new) and ${FAILED}`,
  pullRequests: `targets.state in ('prOpen', 'merged', 'closed', 'reverted') and pull_requests.id is not null`,
  merged: `targets.state = 'merged'`,
  // a quotation mark inside of a name would have a backslash before it; checks begin a while after the pull request
  checksPending: `targets.state = 'prOpen' and (pull_requests.checks like '%"state":"pending"%'
    or (pull_requests.checks = '[]' and targets.state_since > :checksBegunBy))`,
  checksFailed: `is_new and targets.state = 'prOpen' and pull_requests.checks like '%"state":"failed"%'
    and pull_requests.checks not like '%"state":"pending"%'`,
};

/** So long after it was opened a pull request without checks may still get some. */
const CHECKS_BEGIN_SECONDS = 120;

/** What the gate of a wave has to know, in one look at the database and by its clock. */
export async function loadGateFacts(
  tx: Knex,
  wave: DbWaveRow,
): Promise<GateFacts> {
  const names = Object.keys(SUMS) as Array<keyof WaveResults>;
  const isNew =
    wave.counts_from === null ? '1 = 1' : 'targets.state_since >= :countsFrom';
  const bindings = {
    checksBegunBy: nowPlus(tx, -CHECKS_BEGIN_SECONDS),
    ...(wave.counts_from !== null && { countsFrom: wave.counts_from }),
  };
  const row: Record<string, number | string | null> = await tx('targets')
    .leftJoin('pull_requests', function ofGeneration() {
      this.on('pull_requests.target_id', 'targets.id').andOn(
        'pull_requests.generation',
        'targets.generation',
      );
    })
    .where({
      'targets.migration_id': wave.migration_id,
      'targets.wave': wave.number,
    })
    .first(
      ...names.map(name => {
        const condition = SUMS[name].replace('is_new', isNew);
        return tx.raw(
          `sum(case when ${condition} then 1 else 0 end) as "${name}"`,
          bindings,
        );
      }),
    );
  const held: { seconds: number | null } | undefined = await tx('waves')
    .where({ migration_id: wave.migration_id, number: wave.number })
    .first({ seconds: secondsSince(tx, 'holds_since') });
  const count = (name: keyof WaveResults) => Number(row[name] ?? 0);
  return {
    gate: JSON.parse(wave.gate),
    approved: wave.approved_at !== null,
    heldSeconds: held?.seconds ?? undefined,
    results: {
      waiting: count('waiting'),
      busy: count('busy'),
      succeeded: count('succeeded'),
      failed: count('failed'),
      infrastructureFailed: count('infrastructureFailed'),
      forgiven: count('forgiven'),
      pullRequests: count('pullRequests'),
      merged: count('merged'),
      checksPending: count('checksPending'),
      checksFailed: count('checksFailed'),
    },
  };
}
