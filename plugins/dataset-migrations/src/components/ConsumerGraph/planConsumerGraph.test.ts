import type { ConsumerNode } from '@skein/backstage-plugin-dataset-migrations-common';
import { planConsumerGraph } from './planConsumerGraph';

function node(hops: number, id: string, consumers: number): ConsumerNode {
  return { id, hops, consumers, undeclared: 0 };
}
const nothingOmitted = { omittedNodes: 0, omittedConsumers: 0 };

describe('planConsumerGraph', () => {
  it('puts the nearest first and the largest on top, and leads from who is read to who reads', () => {
    const plan = planConsumerGraph(
      {
        nodes: [node(3, 'far', 1), node(1, 'small', 2), node(1, 'large', 9)],
        links: [{ from: 'small', to: 'far', consumers: 1 }],
        ...nothingOmitted,
      },
      10,
    );

    expect(plan.columns.map(({ nodes }) => nodes.map(({ id }) => id))).toEqual([
      ['large', 'small'],
      ['far'],
    ]);
    expect(plan.lines).toEqual([
      { to: { column: 0, row: 0 }, consumers: 9 },
      { to: { column: 0, row: 1 }, consumers: 2 },
      {
        from: { column: 0, row: 1 },
        to: { column: 1, row: 0 },
        consumers: 1,
      },
    ]);
    expect(plan.rows).toBe(2);
  });

  it('counts what there is no room for, and draws no line to it', () => {
    const plan = planConsumerGraph(
      {
        nodes: [node(1, 'a', 3), node(1, 'b', 2), node(1, 'c', 1)],
        links: [{ from: 'a', to: 'c', consumers: 1 }],
        ...nothingOmitted,
      },
      2,
    );

    expect(plan.columns[0].more).toEqual({ nodes: 1, consumers: 1 });
    expect(plan.lines).toHaveLength(2);
    expect(plan.rows).toBe(3);
  });
});
