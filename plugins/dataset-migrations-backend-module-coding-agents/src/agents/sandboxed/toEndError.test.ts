import type { SandboxEnd } from '../../sandbox/Sandbox';
import { toEndError } from './toEndError';

it.each<[SandboxEnd, string, string, string]>([
  [
    { reason: 'lost', detail: 'its node was drained' },
    'half a word',
    'ServiceUnavailableError',
    'The agent was lost with the machine that it ran on: its node was drained',
  ],
  [
    { reason: 'exited', exitCode: 3 },
    'broken',
    'Error',
    'The agent ended with code 3: broken',
  ],
  [
    { reason: 'memoryLimit' },
    '',
    'Error',
    'The agent was ended, since it used more memory or processes than it may',
  ],
])('of %j', (end, output, name, message) => {
  expect(toEndError(end, output)).toMatchObject({ name, message });
});
