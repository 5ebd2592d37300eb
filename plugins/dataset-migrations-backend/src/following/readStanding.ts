import { NotFoundError } from '@backstage/errors';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { findContract } from '../database/operations/contracts/findContract';
import { findMigration } from '../database/operations/migrations/findMigration';
import { toDollars } from '../models/microdollars';
import { hashOf } from '../service/preconditions/revisions';
import type { FollowedFields } from './planFollowing';

/** How a migration stands in what an entity can say of it, and who wrote its contract. */
export async function readStanding(
  knex: Knex,
  migration: Migration,
): Promise<{ standing: FollowedFields; contractBy: string }> {
  const { id: migrationId, contractVersion: version } = migration;
  const row = await findMigration(knex, migrationId);
  const stored = await findContract(knex, { migrationId, version });
  if (!row || !stored) {
    throw new NotFoundError(
      `There is no version ${version} of the contract of '${migrationId}'`,
    );
  }
  const budget = row.model_budget_microdollars;
  return {
    standing: {
      ownerRef: migration.ownerRef,
      contract: hashOf(JSON.parse(stored.contract)),
      requiredLevel: migration.requiredLevel,
      deadline: migration.deadline,
      agents: migration.agents,
      modelBudgetDollars: budget === null ? undefined : toDollars(budget),
      judgeMode: migration.judgeMode,
    },
    contractBy: stored.created_by,
  };
}
