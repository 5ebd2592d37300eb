import type { Knex } from 'knex';
import type { ConsumerGroup } from './countConsumersByTeam';

type GroupName = Pick<ConsumerGroup, 'hops' | 'ownerRef'>;

/** How many consumers of a group read what another group makes. */
export interface GroupReading {
  from: GroupName;
  to: GroupName;
  consumers: number;
}

/** Who reads through whom, by team and by how far they are from the dataset. */
export async function countReadingsBetweenTeams(
  knex: Knex,
  migrationId: string,
): Promise<GroupReading[]> {
  const rows: Array<{
    from_hops: number;
    from_owner: string | null;
    to_hops: number;
    to_owner: string | null;
    consumers: number | string;
  }> = await knex('target_upstreams')
    .join(
      'consumers as reader',
      'reader.target_id',
      'target_upstreams.target_id',
    )
    .join('consumers as maker', join =>
      join
        .on('maker.target_id', 'target_upstreams.upstream_id')
        .andOn('maker.hops', '<', 'reader.hops'),
    )
    .where('reader.migration_id', migrationId)
    .groupBy('maker.hops', 'maker.owner_ref', 'reader.hops', 'reader.owner_ref')
    .select({
      from_hops: 'maker.hops',
      from_owner: 'maker.owner_ref',
      to_hops: 'reader.hops',
      to_owner: 'reader.owner_ref',
    })
    .countDistinct({ consumers: 'reader.id' });
  return rows.map(row => ({
    from: { hops: row.from_hops, ownerRef: row.from_owner },
    to: { hops: row.to_hops, ownerRef: row.to_owner },
    consumers: Number(row.consumers),
  }));
}
