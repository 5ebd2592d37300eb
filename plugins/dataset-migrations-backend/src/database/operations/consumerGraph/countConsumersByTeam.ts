import type { Knex } from 'knex';

/** The consumers of one team that are equally far from the dataset. */
export interface ConsumerGroup {
  hops: number;
  ownerRef: string | null;
  consumers: number;
  undeclared: number;
}

/** How many consumers each team has, by how far they are from the dataset, the largest groups first. */
export async function countConsumersByTeam(
  knex: Knex,
  migrationId: string,
): Promise<ConsumerGroup[]> {
  const rows: Array<{
    hops: number;
    owner_ref: string | null;
    consumers: number | string;
    undeclared: number | string;
  }> = await knex('consumers')
    .where({ migration_id: migrationId })
    .groupBy('hops', 'owner_ref')
    .orderBy([
      { column: 'consumers', order: 'desc' },
      { column: 'hops' },
      { column: 'owner_ref' },
    ])
    .select('hops', 'owner_ref')
    .count({ consumers: '*' })
    .select(
      knex.raw('sum(case when declared then 0 else 1 end) as undeclared'),
    );
  return rows.map(row => ({
    hops: row.hops,
    ownerRef: row.owner_ref,
    consumers: Number(row.consumers),
    undeclared: Number(row.undeclared),
  }));
}
