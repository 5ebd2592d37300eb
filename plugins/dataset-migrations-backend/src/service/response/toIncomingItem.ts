import type { IncomingItem } from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationFacts } from '../../database/operations/migrations/loadMigrationFacts';
import type { TargetFacts } from '../../database/operations/targets/loadTargetFacts';
import { toTarget } from './toTarget';

/** A target with what its team has to know of the migration. */
export function toIncomingItem(
  target: TargetFacts,
  migration: MigrationFacts,
): IncomingItem {
  const { row } = migration;
  return {
    target: toTarget(target),
    migration: {
      id: row.id,
      title: row.title,
      description: row.description ?? undefined,
      guide: row.guide ?? undefined,
      state: row.state,
      fromRefs: migration.fromRefs,
      toRefs: migration.toRefs,
      ownerRef: row.owner_ref,
      requiredLevel: row.required_level,
      deadline: row.deadline ?? undefined,
    },
  };
}
