import type {
  ConsumerGraph,
  ConsumerNode,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** Where a node stands: its column and its row from the top. */
export interface NodePlace {
  column: number;
  row: number;
}

/** All that is equally far from the dataset. */
export interface GraphColumn {
  hops: number;
  nodes: ConsumerNode[];
  /** What there was no room for. */
  more: { nodes: number; consumers: number };
}

/** A line from what is read to who reads it; from the dataset itself where no place is given. */
export interface GraphLine {
  from?: NodePlace;
  to: NodePlace;
  consumers: number;
}

/** Where everything stands, before anybody draws it. */
export interface ConsumerGraphPlan {
  columns: GraphColumn[];
  lines: GraphLine[];
  /** Of the longest column, with the row of what there was no room for. */
  rows: number;
}

/** A column for each distance from the dataset, in it the largest first, and lines from who is read to who reads. */
export function planConsumerGraph(
  graph: ConsumerGraph,
  mostRows: number,
): ConsumerGraphPlan {
  const distances = [...new Set(graph.nodes.map(({ hops }) => hops))].sort(
    (left, right) => left - right,
  );
  const columns = distances.map(hops => {
    const all = graph.nodes
      .filter(node => node.hops === hops)
      .sort((left, right) => right.consumers - left.consumers);
    const rest = all.slice(mostRows);
    return {
      hops,
      nodes: all.slice(0, mostRows),
      more: {
        nodes: rest.length,
        consumers: rest.reduce((sum, { consumers }) => sum + consumers, 0),
      },
    };
  });
  const places = new Map(
    columns.flatMap(({ nodes }, column) =>
      nodes.map(({ id }, row) => [id, { column, row }] as const),
    ),
  );
  const fromDataset = columns.flatMap(({ hops, nodes }, column) =>
    hops === 1
      ? nodes.map(({ consumers }, row) => ({ to: { column, row }, consumers }))
      : [],
  );
  const between = graph.links.flatMap(({ from, to, consumers }) => {
    const fromPlace = places.get(from);
    const toPlace = places.get(to);
    return fromPlace && toPlace
      ? [{ from: fromPlace, to: toPlace, consumers }]
      : [];
  });
  return {
    columns,
    lines: [...fromDataset, ...between],
    rows: Math.max(
      1,
      ...columns.map(
        ({ nodes, more }) => nodes.length + Math.min(1, more.nodes),
      ),
    ),
  };
}
