import type { DecisionDays } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { findTeamZone } from '../database/operations/decisions/findTeamZone';
import type { TargetFacts } from '../database/operations/targets/loadTargetFacts';
import { readDatabaseClock } from '../database/time';
import { decisionDays } from '../decisions/decisionDays';
import type { DecisionPolicy } from '../decisions/DecisionPolicy';

/** How long decisions about a target may last, by the database's clock. */
export async function getDecisionDays(
  knex: Knex,
  { row, migration }: Pick<TargetFacts, 'row' | 'migration'>,
  policy: DecisionPolicy,
): Promise<DecisionDays> {
  return decisionDays({
    now: await readDatabaseClock(knex),
    timeZone: await findTeamZone(knex, row),
    policy,
    deadline: migration.deadline ?? undefined,
  });
}
