import type {
  DatasetName,
  MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** The texts to search code for: every way in which it may spell an old dataset, without repetitions. */
export function searchableNames(contract: MappingContract): string[] {
  return [
    ...new Set(
      contract.spec.datasets.flatMap(({ from }) =>
        from.names.flatMap(spellingsOf),
      ),
    ),
  ];
}

function spellingsOf(name: DatasetName): string[] {
  if ('ref' in name) {
    return [name.ref];
  }
  if ('source' in name) {
    // code says source('analytics', 'user_activity_v1')
    return [name.source.slice(name.source.indexOf('.') + 1)];
  }
  const spelled = name.name.replace(/\*$/, '');
  const parts = spelled.split('.');
  const isTable = name.platform !== 'path' && name.platform !== 'topic';
  // a query may leave out the project, since its connection says it
  return isTable && parts.length > 2
    ? [spelled, parts.slice(1).join('.')]
    : [spelled];
}
