import type { Entity } from '@backstage/catalog-model';
import type {
  ContractProblem,
  MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { parseFullEntityRef } from '../discovery/parseFullEntityRef';

/** A kind of entity that counts as a dataset. */
export interface DatasetKind {
  kind: string;
  type: string;
}

export interface CheckDatasetsOptions {
  contract: MappingContract;
  /** What the catalog has, by full reference. */
  entities: ReadonlyMap<string, Entity>;
  datasetKinds: readonly DatasetKind[];
}

/** Datasets of a contract that the catalog does not know, or that are something else. */
export function checkDatasets(
  options: CheckDatasetsOptions,
): ContractProblem[] {
  const { contract, entities, datasetKinds } = options;
  const kinds = datasetKinds
    .map(({ kind, type }) => `${kind} of spec.type ${type}`)
    .join(' or ');
  return contract.spec.datasets.flatMap((move, index) =>
    (['from', 'to'] as const).flatMap(side => {
      const value = move[side].entityRef;
      const path = `spec.datasets[${index}].${side}.entityRef`;
      const entity = entities.get(parseFullEntityRef(value));
      if (!entity) {
        const what = side === 'from' ? 'old dataset' : 'replacement';
        const mend = `is not in the catalog, or you may not see it; register the ${what}, or write kind:namespace/name of one that is there`;
        return [{ path, value, mend }];
      }
      if (!isDataset(entity, datasetKinds)) {
        const mend = `is a ${entity.kind} of spec.type ${
          entity.spec?.type ?? '(none)'
        }, and no dataset; write the reference of a ${kinds}`;
        return [{ path, value, mend }];
      }
      return [];
    }),
  );
}

function isDataset(
  entity: Entity,
  datasetKinds: readonly DatasetKind[],
): boolean {
  return datasetKinds.some(
    ({ kind, type }) =>
      entity.kind.toLowerCase() === kind.toLowerCase() &&
      String(entity.spec?.type).toLowerCase() === type.toLowerCase(),
  );
}
