import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import { contractTitle, shortDatasetName } from './datasetNames';
import { inertLine } from './inertMarkdown';

const MAX_LENGTH = 72;

/** Says in the imperative what the patch does; never longer than lists and mails show. */
export function pullRequestTitle(contract: MappingContract): string {
  const { datasets } = contract.spec;
  const [{ from, to }] = datasets;
  const exact = `Read ${shortDatasetName(to)} instead of ${shortDatasetName(
    from,
  )}`;
  const candidates = [
    ...(datasets.length === 1 ? [exact] : []),
    `Move to new datasets: ${contractTitle(contract)}`,
    `Move to new datasets: ${contract.metadata.name}`,
  ].map(inertLine);
  const fitting = candidates.find(title => title.length <= MAX_LENGTH);
  return fitting ?? `${candidates[0].slice(0, MAX_LENGTH - 1).trimEnd()}…`;
}
