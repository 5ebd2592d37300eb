import type { ConsumerGraph } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { countConsumersByTeam } from '../../database/operations/consumerGraph/countConsumersByTeam';
import { countReadingsBetweenTeams } from '../../database/operations/consumerGraph/countReadingsBetweenTeams';
import { foldConsumerGraph } from '../../discovery/foldConsumerGraph';
import { getMigrationRow } from '../getMigrationView';

/** Which teams read the dataset, how far from it, and through whom; throws `NotFoundError`. */
export async function getConsumerGraph(
  knex: Knex,
  migrationId: string,
): Promise<ConsumerGraph> {
  await getMigrationRow(knex, migrationId);
  return foldConsumerGraph(
    await countConsumersByTeam(knex, migrationId),
    await countReadingsBetweenTeams(knex, migrationId),
  );
}
