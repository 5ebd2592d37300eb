import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import { parseFullEntityRef } from '../discovery/parseFullEntityRef';

/** The datasets that a contract moves, as full references, in its order. */
export function datasetRefs(contract: MappingContract): {
  fromRefs: string[];
  toRefs: string[];
} {
  const { datasets } = contract.spec;
  const refs = (side: 'from' | 'to') => [
    ...new Set(datasets.map(move => parseFullEntityRef(move[side].entityRef))),
  ];
  return { fromRefs: refs('from'), toRefs: refs('to') };
}
