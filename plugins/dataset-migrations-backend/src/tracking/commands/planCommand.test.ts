import {
  planCommand,
  type CommandFacts,
  type CommandPlan,
} from './planCommand';

const OPEN: CommandFacts = {
  command: 'retry',
  state: 'prOpen',
  migrationState: 'running',
  isCurrent: true,
  humanCommits: false,
  stopped: false,
};

it.each<[string, Partial<CommandFacts>, CommandPlan['kind']]>([
  ['retries what is open', {}, 'requeue'],
  ['retries what was stopped', { stopped: true }, 'requeue'],
  ['retries what needs a human', { state: 'needsHuman' }, 'requeue'],
  ['retries for later what is paused', { migrationState: 'paused' }, 'requeue'],
  ['retries nothing of what is over', { isCurrent: false }, 'refuse'],
  ['retries nothing of people', { humanCommits: true }, 'refuse'],
  ['retries nothing twice', { state: 'running' }, 'refuse'],
  ['retries nothing that leaves', { state: 'publishing' }, 'refuse'],
  ['retries nothing cancelled', { migrationState: 'cancelled' }, 'refuse'],
  ['stops what is open', { command: 'stop' }, 'stop'],
  ['stops beside people', { command: 'stop', humanCommits: true }, 'stop'],
  ['stops once', { command: 'stop', stopped: true }, 'refuse'],
  ['recalls what waits', { command: 'stop', state: 'queued' }, 'recall'],
  ['recalls what runs', { command: 'stop', state: 'running' }, 'recall'],
  ['waits for a push', { command: 'stop', state: 'publishing' }, 'later'],
  ['waits for a proposal', { command: 'stop', state: 'proposed' }, 'later'],
  ['stops nothing settled', { command: 'stop', state: 'merged' }, 'refuse'],
  ['stops nothing over', { command: 'stop', isCurrent: false }, 'refuse'],
  ['explains what is over', { command: 'explain', isCurrent: false }, 'tell'],
  ['helps', { command: 'help', state: 'merged' }, 'tell'],
  ['tells what there is', { command: 'unknown' }, 'tell'],
])('%s', (_what, facts, kind) => {
  expect(planCommand({ ...OPEN, ...facts }).kind).toBe(kind);
});
