import { aMigration } from '../../__testUtils__/records';
import { chooseNextAct } from './chooseNextAct';

describe('chooseNextAct', () => {
  it.each([
    [
      'a draft is planned',
      {
        state: 'draft',
        targetCount: 0,
        targetCounts: [],
        allowed: ['update', 'plan', 'cancel'],
      },
      'plan',
    ],
    [
      'a fresh plan is previewed before it is started',
      {
        state: 'planned',
        targetCounts: [{ state: 'pending', count: 15 }],
        allowed: ['plan', 'preview', 'start', 'cancel'],
      },
      'preview',
    ],
    [
      'a previewed plan is started',
      {
        state: 'planned',
        targetCounts: [{ state: 'proposed', count: 15 }],
        allowed: ['plan', 'preview', 'start', 'cancel'],
      },
      'start',
    ],
    [
      'a plan that waits for a second person is left to that one',
      {
        state: 'planned',
        targetCounts: [{ state: 'proposed', count: 15 }],
        allowed: ['plan', 'preview', 'start', 'cancel'],
        secondPerson: {
          aboveTargets: 1,
          isNeeded: true,
          approvals: [
            {
              id: 'a',
              migrationId: 'm',
              migrationTitle: 'User activity',
              act: 'start',
              targetCount: 15,
              contractVersion: 1,
              planHash: 'plan-1',
              state: 'waiting',
              requestedBy: 'user:default/ben',
              requestedAt: '2026-11-20T10:00:00Z',
              allowed: [],
            },
          ],
        },
      },
      undefined,
    ],
    [
      'a plan without targets is planned again',
      {
        state: 'planned',
        targetCount: 0,
        targetCounts: [],
        allowed: ['plan', 'preview', 'cancel'],
      },
      'plan',
    ],
    [
      'nothing is next while the preview runs',
      { state: 'planned', previewing: true, allowed: ['plan', 'cancel'] },
      undefined,
    ],
    ['a running one is paused', { allowed: ['pause', 'cancel'] }, 'pause'],
    [
      'a paused one is resumed',
      { state: 'paused', allowed: ['resume', 'cancel'] },
      'resume',
    ],
    ['a reader without rights is offered nothing', { allowed: [] }, undefined],
  ] as const)('%s', (_name, changes, next) => {
    const { state = 'running', ...rest } = changes as Parameters<
      typeof aMigration
    >[0] &
      object;

    expect(chooseNextAct(aMigration({ state, ...rest })).next).toBe(next);
  });

  it('offers the other acts in the order of the work, cancelling last', () => {
    const { others } = chooseNextAct(
      aMigration({
        state: 'planned',
        targetCounts: [{ state: 'pending', count: 15 }],
        allowed: ['cancel', 'start', 'update', 'plan', 'preview'],
      }),
    );

    expect(others).toEqual(['plan', 'start', 'cancel']);
  });
});
