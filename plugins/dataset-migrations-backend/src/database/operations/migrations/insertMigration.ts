import type {
  EvidenceLevel,
  FollowUpPolicy,
  JudgeMode,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { toMicrodollars } from '../../../models/microdollars';
import type { DbMigrationDatasetRow, DbMigrationRow } from '../../tables';
import { databaseNow } from '../../time';
import { followUpColumns } from './followUpColumns';
import { recordEvent } from '../events/recordEvent';

export interface InsertMigrationOptions {
  tx: Knex.Transaction;
  migrationId: string;
  name: string;
  title: string;
  description?: string;
  guide?: string;
  ownerRef: string;
  createdBy: string;
  /** Who has said who owns it; absent where that follows from its dataset. */
  transferredBy?: string;
  requiredLevel: EvidenceLevel;
  deadline?: string;
  followUp?: FollowUpPolicy;
  agents?: readonly string[];
  fallbackAgent?: string;
  modelBudgetDollars?: number;
  judgeMode?: JudgeMode;
  fromRefs: readonly string[];
  toRefs: readonly string[];
}

/** Stores a migration as a draft, with the datasets that it moves. Its contract, version 1, is stored by `insertContract`. */
export async function insertMigration(
  options: InsertMigrationOptions,
): Promise<void> {
  const { tx, migrationId, agents, modelBudgetDollars } = options;
  const now = databaseNow(tx);
  await tx<DbMigrationRow>('migrations').insert({
    id: migrationId,
    name: options.name,
    title: options.title,
    description: options.description ?? null,
    guide: options.guide ?? null,
    state: 'draft',
    state_since: now,
    owner_ref: options.ownerRef,
    created_by: options.createdBy,
    transferred_by: options.transferredBy ?? null,
    created_at: now,
    contract_version: 1,
    required_level: options.requiredLevel,
    deadline: options.deadline ?? null,
    ...followUpColumns(options.followUp),
    agents: agents ? JSON.stringify(agents) : null,
    fallback_agent: options.fallbackAgent ?? null,
    model_budget_microdollars:
      modelBudgetDollars === undefined
        ? null
        : toMicrodollars(modelBudgetDollars),
    judge_mode: options.judgeMode ?? null,
  });
  await insertMigrationDatasets(options);
  await recordEvent({
    tx,
    migrationId,
    actor: options.createdBy,
    kind: 'migrationCreated',
    to: 'draft',
  });
}

/** Says which datasets a migration moves; what was said before must be gone. */
export async function insertMigrationDatasets(
  options: Pick<
    InsertMigrationOptions,
    'tx' | 'migrationId' | 'fromRefs' | 'toRefs'
  >,
): Promise<void> {
  const { tx, migrationId, fromRefs, toRefs } = options;
  const sides = { from: fromRefs, to: toRefs };
  const rows = (['from', 'to'] as const).flatMap(side =>
    [...new Set(sides[side])].map(ref => ({
      migration_id: migrationId,
      entity_ref: ref,
      side,
    })),
  );
  await tx<DbMigrationDatasetRow>('migration_datasets').insert(rows);
}
