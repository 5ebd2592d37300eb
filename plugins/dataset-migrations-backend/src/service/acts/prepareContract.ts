import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { RELATION_OWNED_BY, type Entity } from '@backstage/catalog-model';
import { ConflictError, InputError } from '@backstage/errors';
import {
  renderContractProblems,
  type MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { findRivalMigration } from '../../database/operations/migrations/findRivalMigration';
import { parseFullEntityRef } from '../../discovery/parseFullEntityRef';
import { checkDatasets } from '../checkDatasets';
import { datasetRefs } from '../datasetRefs';
import { requireContract } from '../requireContract';
import type { ServiceContext } from '../ServiceContext';

/** A contract that may be stored, with what the catalog says of its datasets. */
export interface PreparedContract {
  text: string;
  contract: MappingContract;
  fromRefs: string[];
  toRefs: string[];
  /** Owner of the first old dataset; absent when it has none. */
  ownerRef?: string;
}

export interface PrepareContractOptions {
  text: string;
  credentials: BackstageCredentials;
  /** The migration that the contract is for; absent for a new one. */
  migrationId?: string;
}

/** Checks a contract against the catalog and other migrations; throws with every problem of one kind at once. */
export async function prepareContract(
  context: ServiceContext,
  options: PrepareContractOptions,
): Promise<PreparedContract> {
  const { text, credentials, migrationId } = options;
  const contract = await requireContract(text);
  const { fromRefs, toRefs } = datasetRefs(contract);
  const entities = await fetchEntities(context, {
    refs: [...fromRefs, ...toRefs],
    credentials,
  });
  const problems = checkDatasets({
    contract,
    entities,
    datasetKinds: context.datasetKinds,
  });
  if (problems.length > 0) {
    throw new InputError(
      `The contract cannot be used:\n${renderContractProblems(problems)}`,
    );
  }
  const rival = await findRivalMigration(context.knex, {
    fromRefs,
    exceptId: migrationId,
  });
  if (rival) {
    throw new ConflictError(
      `spec.datasets[].from.entityRef: '${fromRefs.join(
        ', ',
      )}' is being moved already by '${rival.title}' (${rival.id}), which is ${
        rival.state
      }; wait until it is completed, or cancel it`,
    );
  }
  const ownerRef = entities
    .get(fromRefs[0])
    ?.relations?.find(({ type }) => type === RELATION_OWNED_BY)?.targetRef;
  return {
    text,
    contract,
    fromRefs,
    toRefs,
    ...(ownerRef !== undefined && { ownerRef: parseFullEntityRef(ownerRef) }),
  };
}

async function fetchEntities(
  { catalog }: ServiceContext,
  options: { refs: string[]; credentials: BackstageCredentials },
): Promise<Map<string, Entity>> {
  const { refs, credentials } = options;
  const { items } = await catalog.getEntitiesByRefs(
    {
      entityRefs: refs,
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'spec.type',
        'relations',
      ],
    },
    { credentials },
  );
  return new Map(
    items.flatMap((entity, index) => (entity ? [[refs[index], entity]] : [])),
  );
}
