import {
  mappingContractSchema,
  type MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** One side of a move: its names as the contract writes them, and its columns, by name alone where no type matters. */
export interface SideDraft {
  names: object[];
  columns?: (string | object)[];
}

/** A move of one dataset. */
export interface MoveDraft {
  from: SideDraft;
  to: SideDraft;
  fields?: object[];
  rows?: object;
}

/** A contract for tests that do not care how datasets are called in the catalog. */
export function createContract(
  moves: MoveDraft[],
  spec: object = {},
): MappingContract {
  return mappingContractSchema.parse({
    apiVersion: 'skein.dev/v1alpha1',
    kind: 'MappingContract',
    metadata: { name: 'move' },
    spec: {
      ...spec,
      datasets: moves.map(({ from, to, ...rest }, index) => ({
        from: toSide(from, `dataset-${index}-old`),
        to: toSide(to, `dataset-${index}-new`),
        ...rest,
      })),
    },
  });
}

function toSide({ names, columns }: SideDraft, entity: string) {
  return {
    entityRef: `resource:default/${entity}`,
    names,
    schema: columns?.map(column =>
      typeof column === 'string' ? { name: column } : column,
    ),
  };
}
