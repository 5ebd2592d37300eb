import type { Consumer } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbConsumerRow } from '../../database/tables';

/** A consumer as it leaves the house. */
export function toConsumer(row: DbConsumerRow): Consumer {
  return {
    id: row.id,
    entityRef: row.entity_ref ?? undefined,
    title: row.title,
    ownerRef: row.owner_ref ?? undefined,
    repository: row.repository ?? undefined,
    path: row.path ?? undefined,
    hops: row.hops,
    declared: Boolean(row.declared),
    included: Boolean(row.included),
    targetId: row.target_id ?? undefined,
    problem: row.problem ?? undefined,
    evidence: JSON.parse(row.evidence),
  };
}
