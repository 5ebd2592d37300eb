import { NotFoundError } from '@backstage/errors';
import type { Target } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { findOwnCluster } from '../database/operations/clusters/findOwnCluster';
import { listReactions } from '../database/operations/reactions/listReactions';
import { findTarget } from '../database/operations/targets/findTarget';
import {
  loadTargetFacts,
  type TargetFacts,
} from '../database/operations/targets/loadTargetFacts';
import { toReaction } from './response/toReaction';
import { toTarget } from './response/toTarget';

/** A target with what other tables say of it; throws `NotFoundError`. */
export async function getTargetFacts(
  knex: Knex,
  targetId: string,
): Promise<TargetFacts> {
  const row = await findTarget(knex, targetId);
  if (!row) {
    throw new NotFoundError(`There is no target '${targetId}'`);
  }
  const [facts] = await loadTargetFacts(knex, [row]);
  return facts;
}

/** A target as it is now; throws `NotFoundError`. */
export async function getTargetView(
  knex: Knex,
  targetId: string,
): Promise<Target> {
  const facts = await getTargetFacts(knex, targetId);
  const reactions = await listReactions(knex, targetId);
  return {
    ...toTarget(facts),
    shape: await findOwnCluster(knex, facts),
    ...(reactions.length > 0 && { reactions: reactions.map(toReaction) }),
  };
}
