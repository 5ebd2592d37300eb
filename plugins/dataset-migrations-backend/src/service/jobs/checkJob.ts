import type {
  JobCheck,
  JobRefusal,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Refusal } from '../../database/operations/jobs/settleJobTargets';
import { listTargetRows } from '../../database/operations/targets/listTargetRows';
import { judgeTargets } from '../../jobs/judgeTargets';
import type { JobContext } from './JobService';
import type { PreparedJob } from './prepareJob';
import { assertOneIsTheirs } from './assertOneIsTheirs';

const PAGE = 500;

/** What a job would come to now, target by target. */
export async function checkJob(
  { knex, decisions }: JobContext,
  job: PreparedJob,
): Promise<JobCheck> {
  const { match, act } = job;
  const check: JobCheck = { act, of: 0, acted: 0, refused: [] };
  let after: string | undefined;
  do {
    const { rows } = await listTargetRows(knex, {
      ...match,
      limit: PAGE,
      after,
    });
    const judged = await judgeTargets({ ...job, knex, rows, decisions });
    check.of += judged.length;
    for (const each of judged) {
      if ('refusal' in each) {
        addRefusal(check.refused, each.refusal);
      } else {
        check.acted += 1;
      }
    }
    after = rows.length === PAGE ? rows[PAGE - 1].target_key : undefined;
  } while (after !== undefined);
  assertOneIsTheirs(job, {
    count: check.of,
    theirs:
      check.of -
      (check.refused.find(({ reason }) => reason === 'notAllowed')?.count ?? 0),
  });
  return check;
}

function addRefusal(refused: JobRefusal[], { reason, message }: Refusal): void {
  const known = refused.find(each => each.reason === reason);
  if (known) {
    known.count += 1;
  } else {
    refused.push({ reason, count: 1, example: message });
  }
}
