import {
  isSettled,
  TARGET_STATES,
  type AttentionItem,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { attentionPlace } from './attentionPlace';

function placeOf(item: Partial<AttentionItem>) {
  return attentionPlace({
    kind: 'failed',
    migrationId: 'm',
    migrationTitle: 'M',
    count: 1,
    ...item,
  });
}

describe('attentionPlace', () => {
  it.each<[Partial<AttentionItem>, Record<string, string>]>([
    [{ kind: 'waveHalted', wave: 2 }, { tab: 'waves' }],
    [{ kind: 'failed' }, { tab: 'targets', state: 'failed' }],
    [
      { kind: 'failed', failureClass: 'agent' },
      { tab: 'targets', state: 'failed', failureClass: 'agent' },
    ],
    [
      { kind: 'noReviewer' },
      { tab: 'targets', state: 'prOpen', condition: 'noReviewer' },
    ],
    [{ kind: 'undeclared' }, { tab: 'consumers', undecided: 'true' }],
    [{ kind: 'budgetUsedUp' }, { tab: 'contract' }],
    [{ kind: 'readersLeft' }, {}],
  ])('of %j', (item, query) => {
    expect(placeOf(item).query).toEqual(query);
  });

  it('shows all that is not settled when the deadline is near', () => {
    expect(placeOf({ kind: 'deadlineNear' }).query.state.split(',')).toEqual(
      TARGET_STATES.filter(state => !isSettled(state)).sort(),
    );
  });
});
