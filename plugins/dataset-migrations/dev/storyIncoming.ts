import type {
  ClusterView,
  Decision,
  IncomingItem,
  Target,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { aTarget, anIncomingItem, PATCH } from '../src/__testUtils__/records';

const TEAM_MAY: Target['allowed'] = [
  'retry',
  'accept',
  'snooze',
  'takeOver',
  'notOurs',
  'askException',
  'notAConsumer',
];

/** What stands of a decision, said by somebody of the team. */
function said(changes: Pick<Decision, 'kind'> & Partial<Decision>): Decision {
  return {
    by: 'user:default/ben',
    at: '2026-11-27T09:00:00Z',
    timeZone: 'Europe/Berlin',
    ...changes,
  };
}

/** What a team meets: something to decide, something put off, something disputed, something let off. */
export function storyIncoming(decided: Target): IncomingItem[] {
  return [
    anIncomingItem({
      id: 'target-8',
      conditions: ['decisionNeeded'],
      findings: decided.findings,
      allowed: TEAM_MAY,
    }),
    anIncomingItem({
      id: 'target-0',
      repository: 'localhost:4400/acme/ads-dbt',
      state: 'needsHuman',
      pullRequest: undefined,
      filesChanged: undefined,
      conditions: ['ownerDisputed'],
      nextStep:
        'risk or the dataset owner says whether it belongs to risk. marketing-analytics changes the places listed here by hand and presses Retry, or decides.',
      decision: said({
        kind: 'notOurs',
        ownerRef: 'group:default/risk',
        reason: 'It moved with the fraud team in May',
      }),
      allowed: ['retry', 'notOurs', 'notAConsumer', 'undo'],
    }),
    anIncomingItem({
      id: 'target-1',
      repository: 'localhost:4400/acme/sessions-looker',
      state: 'snoozed',
      nextStep:
        'It goes on by itself on 2026-12-08 (Europe/Berlin), or when somebody wakes it up.',
      decision: said({
        kind: 'snooze',
        until: '2026-12-08',
        reason: 'Release week',
      }),
      allowed: ['retry', 'wakeUp', 'snooze', 'takeOver', 'undo'],
    }),
    anIncomingItem({
      id: 'target-2',
      repository: 'localhost:4400/acme/old-dashboard',
      state: 'exempted',
      pullRequest: undefined,
      nextStep:
        'It is open again on 2027-06-30 (Europe/Berlin), when the exception ends.',
      decision: said({
        kind: 'exempt',
        by: 'user:default/ana',
        until: '2027-06-30',
        reason: 'Switched off in June',
      }),
      allowed: ['retry', 'undo'],
    }),
  ];
}

/** Three patches of one shape, one of which deviates. */
export const STORY_CLUSTER: ClusterView = {
  exemplar: {
    id: 'attempt-8',
    target: aTarget({ id: 'target-8', allowed: TEAM_MAY }),
    patch: PATCH,
  },
  approvedCount: 0,
  items: [
    {
      target: aTarget({
        id: 'target-3',
        repository: 'localhost:4400/acme/ads-dbt',
      }),
      lines: [
        {
          path: 'models/ads.sql',
          change: 'removed',
          text: 'having count(distinct user_id) > 10',
        },
        {
          path: 'models/ads.sql',
          change: 'added',
          text: 'having count(distinct account_id) > 10',
        },
      ],
      moreLines: 2,
    },
    {
      target: aTarget({
        id: 'target-4',
        repository: 'localhost:4400/acme/crm-dbt',
      }),
      lines: [],
      moreLines: 0,
    },
  ],
  totalItems: 2,
  pageInfo: {},
};
