import type { ConsumerGroup } from '../database/operations/consumerGraph/countConsumersByTeam';
import { foldConsumerGraph } from './foldConsumerGraph';

function group(hops: number, ownerRef: string | null, consumers = 1) {
  return { hops, ownerRef, consumers, undeclared: 0 } satisfies ConsumerGroup;
}

describe('foldConsumerGraph', () => {
  it('links teams by who reads through whom', () => {
    const growth = group(1, 'group:default/growth', 4);
    const nobody = group(2, null, 2);

    expect(
      foldConsumerGraph(
        [growth, nobody],
        [{ from: growth, to: nobody, consumers: 2 }],
      ),
    ).toEqual({
      nodes: [
        {
          id: '1 group:default/growth',
          hops: 1,
          ownerRef: 'group:default/growth',
          consumers: 4,
          undeclared: 0,
        },
        { id: '2 ', hops: 2, consumers: 2, undeclared: 0 },
      ],
      links: [{ from: '1 group:default/growth', to: '2 ', consumers: 2 }],
      omittedNodes: 0,
      omittedConsumers: 0,
    });
  });

  it('draws 60 groups and counts the rest, with no link that leads nowhere', () => {
    const groups = Array.from({ length: 63 }, (_, index) =>
      group(1, `group:default/team-${index}`, 2),
    );

    const graph = foldConsumerGraph(groups, [
      { from: groups[0], to: groups[62], consumers: 1 },
    ]);

    expect(graph.nodes).toHaveLength(60);
    expect(graph.links).toEqual([]);
    expect(graph).toMatchObject({ omittedNodes: 3, omittedConsumers: 6 });
  });
});
