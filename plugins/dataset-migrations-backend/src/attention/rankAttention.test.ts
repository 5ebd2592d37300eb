import type {
  AttentionItem,
  AttentionKind,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { rankAttention } from './rankAttention';

function item(
  kind: AttentionKind,
  more: Partial<AttentionItem> = {},
): AttentionItem {
  return { kind, migrationId: 'm', migrationTitle: 'M', count: 1, ...more };
}

describe('rankAttention', () => {
  it('puts what holds up everything first, then what has waited longest', () => {
    const young = item('needsHuman', { since: '2026-11-28T00:00:00Z' });
    const old = item('needsHuman', { since: '2026-11-20T00:00:00Z' });
    const timeless = item('needsHuman');

    expect(
      rankAttention(
        [item('deadlineNear'), timeless, young, old, item('waveHalted')],
        20,
      ).items,
    ).toEqual([item('waveHalted'), old, young, timeless, item('deadlineNear')]);
  });

  it('lists no more than it is told, and says how many there are', () => {
    const found = Array.from({ length: 60 }, () => item('waveHalted'));

    const { items, totalItems } = rankAttention(found, 50);

    expect(items).toHaveLength(50);
    expect(totalItems).toBe(60);
  });
});
