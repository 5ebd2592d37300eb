import type { ConsumerGraph } from '@skein/backstage-plugin-dataset-migrations-common';
import type { ConsumerGroup } from '../database/operations/consumerGraph/countConsumersByTeam';
import type { GroupReading } from '../database/operations/consumerGraph/countReadingsBetweenTeams';

/** As the OpenAPI description says; nobody reads a picture of more. */
const MOST_NODES = 60;

/** Draws the largest groups with what is read between them; the rest is counted. */
export function foldConsumerGraph(
  groups: readonly ConsumerGroup[],
  readings: readonly GroupReading[],
): ConsumerGraph {
  const shown = groups.slice(0, MOST_NODES);
  const omitted = groups.slice(MOST_NODES);
  const nodes = shown.map(({ hops, ownerRef, consumers, undeclared }) => ({
    id: idOf({ hops, ownerRef }),
    hops,
    ...(ownerRef !== null && { ownerRef }),
    consumers,
    undeclared,
  }));
  const ids = new Set(nodes.map(({ id }) => id));
  return {
    nodes,
    links: readings
      .map(({ from, to, consumers }) => ({
        from: idOf(from),
        to: idOf(to),
        consumers,
      }))
      .filter(({ from, to }) => ids.has(from) && ids.has(to)),
    omittedNodes: omitted.length,
    omittedConsumers: omitted.reduce(
      (sum, { consumers }) => sum + consumers,
      0,
    ),
  };
}

function idOf({ hops, ownerRef }: Pick<ConsumerGroup, 'hops' | 'ownerRef'>) {
  return `${hops} ${ownerRef ?? ''}`;
}
