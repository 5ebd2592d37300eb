import { useApi } from '@backstage/core-plugin-api';
import type {
  Migration,
  StoredContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../api/datasetMigrationsApiRef';
import { useLiveQuery, type LiveQuery } from './useLiveQuery';

/** A contract as it stands on the server, with what a change of it has to name. */
export interface ReadContract {
  contract: StoredContract;
  entityTag: string | undefined;
}

/** The contract of a migration, read again when it has another version. */
export function useContract(
  migration: Pick<Migration, 'id' | 'contractVersion'>,
): LiveQuery<ReadContract> {
  const { id: migrationId, contractVersion } = migration;
  const api = useApi(datasetMigrationsApiRef);
  return useLiveQuery({
    key: `${migrationId} ${contractVersion}`,
    keepPrevious: true,
    load: async signal => {
      let entityTag: string | undefined;
      const contract = await api.getContract(
        { migrationId },
        {
          signal,
          onEntityTag: tag => {
            entityTag = tag;
          },
        },
      );
      return { contract, entityTag };
    },
  });
}
