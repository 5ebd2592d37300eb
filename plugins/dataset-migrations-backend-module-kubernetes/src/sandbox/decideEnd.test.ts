import type { SandboxEnd } from '@skein/backstage-plugin-dataset-migrations-node';
import { decideEnd, type EndFacts } from './decideEnd';

const PROGRAM = { isOverrun: false, memoryKills: 0 };
const RUNNING = { kind: 'running', podName: 'pod-1' } as const;

it.each<[string, EndFacts, SandboxEnd]>([
  [
    'exited',
    { program: { ...PROGRAM, exitCode: 3 } },
    { reason: 'exited', exitCode: 3 },
  ],
  [
    'was killed',
    { program: { ...PROGRAM, signal: 'SIGKILL' } },
    { reason: 'exited', signal: 'SIGKILL' },
  ],
  [
    'lost a process to its memory',
    { program: { ...PROGRAM, exitCode: 1, memoryKills: 2 } },
    { reason: 'memoryLimit' },
  ],
  [
    'had too many processes',
    { program: { ...PROGRAM, signal: 'SIGKILL', isOverrun: true } },
    { reason: 'memoryLimit' },
  ],
  [
    'wrote too large a file',
    { program: { ...PROGRAM, signal: 'SIGXFSZ' } },
    { reason: 'diskLimit', signal: 'SIGXFSZ' },
  ],
  [
    'did, in a shell',
    { program: { ...PROGRAM, exitCode: 153 } },
    { reason: 'diskLimit', exitCode: 153, signal: 'SIGXFSZ' },
  ],
  [
    'took too long',
    { stopped: 'timeLimit', program: { ...PROGRAM, signal: 'SIGKILL' } },
    { reason: 'timeLimit' },
  ],
  [
    'was not wanted any more, whatever became of its pod',
    { stopped: 'aborted', state: { kind: 'lost', why: 'gone' } },
    { reason: 'aborted' },
  ],
  [
    'used up the memory of its pod',
    { state: { kind: 'limited', limit: 'memoryLimit' } },
    { reason: 'memoryLimit' },
  ],
  [
    'lost its node',
    { state: { kind: 'lost', why: 'its pod is gone' } },
    { reason: 'lost', detail: 'its pod is gone' },
  ],
  [
    'lost its node, whose last word was an exit code',
    { servedUntil: { exitCode: 137 }, state: { kind: 'lost', why: 'drained' } },
    { reason: 'lost', detail: 'drained' },
  ],
  [
    'ended its own pod from inside',
    { servedUntil: { exitCode: 137 }, state: { kind: 'ended', exitCode: 0 } },
    { reason: 'exited', exitCode: 137 },
  ],
  [
    'was cut off from us, whose pod has ended for that',
    { state: { kind: 'ended', exitCode: 0 } },
    { reason: 'lost', detail: 'the connection to its pod broke' },
  ],
  [
    'killed what serves us',
    { servedUntil: { exitCode: 137 }, state: RUNNING },
    { reason: 'exited', exitCode: 137 },
  ],
  [
    'was cut off from us',
    { state: RUNNING },
    { reason: 'lost', detail: 'the connection to its pod broke' },
  ],
])('of a command that %s', (_case, facts, end) => {
  expect(decideEnd(facts)).toEqual(end);
});
