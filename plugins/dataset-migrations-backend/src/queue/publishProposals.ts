import {
  reachesLevel,
  type Evidence,
  type EvidenceLevel,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { holdMigration } from '../database/operations/migrations/holdMigration';
import { moveTarget } from '../database/operations/targets/moveTarget';
import { whereReleased } from '../database/operations/waves/whereReleased';
import type { DbTargetRow } from '../database/tables';
import { databaseNow } from '../database/time';

interface ProposalRow extends Pick<DbTargetRow, 'id' | 'migration_id'> {
  required_level: EvidenceLevel;
  evidence: string | null;
}

/**
 * Sends proposals of running migrations on to be published: those that were made while the migration was paused, or
 * in the very moment in which it was started. A proposal waits for its wave.
 *
 * @returns the migrations in which something has changed
 */
export async function publishProposals(options: {
  tx: Knex.Transaction;
  /** Only of this one. */
  migrationId?: string;
}): Promise<Set<string>> {
  const { tx, migrationId } = options;
  const proposals: ProposalRow[] = await tx('targets')
    .join('migrations', 'migrations.id', 'targets.migration_id')
    .join('attempts', 'attempts.id', 'targets.attempt_id')
    .where({ 'targets.state': 'proposed', 'migrations.state': 'running' })
    .select(
      'targets.id',
      'targets.migration_id',
      'migrations.required_level',
      'attempts.evidence',
    )
    .modify(query => whereReleased(query, 'targets'))
    .modify(query => {
      if (migrationId !== undefined) {
        query.where('targets.migration_id', migrationId);
      }
    })
    .orderBy('targets.id')
    .limit(500);
  const held = new Set<string>();
  const changed = new Set<string>();
  for (const proposal of proposals) {
    const evidence: Evidence | undefined =
      proposal.evidence === null ? undefined : JSON.parse(proposal.evidence);
    const level = evidence?.level ?? 'E0';
    const enough = reachesLevel(level, proposal.required_level);
    if (!held.has(proposal.migration_id)) {
      await holdMigration({ tx, migrationId: proposal.migration_id });
      held.add(proposal.migration_id);
    }
    const moved = await moveTarget({
      tx,
      targetId: proposal.id,
      from: 'proposed',
      actor: 'skein',
      ...(enough
        ? {
            to: 'publishing',
            reason: `Proved ${level}`,
            changes: { not_before: databaseNow(tx) },
          }
        : {
            to: 'needsHuman',
            reason: `Proved ${level}, and ${proposal.required_level} is required`,
            changes: { conditions: '["belowEvidence"]' },
          }),
    });
    if (moved) {
      changed.add(proposal.migration_id);
    }
  }
  return changed;
}
