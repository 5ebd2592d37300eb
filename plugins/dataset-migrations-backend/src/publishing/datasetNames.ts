import type {
  DatasetSide,
  MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** How people call a side of a move: its first name as code spells it. */
export function datasetName({ names }: DatasetSide): string {
  const [name] = names;
  if ('name' in name) {
    return name.name;
  }
  return 'ref' in name ? name.ref : name.source;
}

/** The last two parts of a name, which is how most code spells it. */
export function shortDatasetName(side: DatasetSide): string {
  const name = datasetName(side);
  return /^[\w-]+(\.[\w$*-]+)+$/.test(name)
    ? name.split('.').slice(-2).join('.')
    : name;
}

/** What the migration is called where people read. */
export function contractTitle({ metadata }: MappingContract): string {
  return metadata.title ?? metadata.name;
}
