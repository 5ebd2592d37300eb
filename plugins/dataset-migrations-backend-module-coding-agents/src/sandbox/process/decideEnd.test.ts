import { decideEnd } from './decideEnd';

describe('decideEnd', () => {
  it.each([
    [
      'we ended it, whatever its code',
      { stopped: 'timeLimit' as const, exitCode: 137, signal: null },
      { reason: 'timeLimit' },
    ],
    [
      'it wrote too large a file',
      { exitCode: 153, signal: null },
      { reason: 'diskLimit', exitCode: 153, signal: 'SIGXFSZ' },
    ],
    [
      'it had its time on the processor',
      { exitCode: null, signal: 'SIGXCPU' },
      { reason: 'timeLimit', signal: 'SIGXCPU' },
    ],
    [
      'it was killed by somebody else',
      { exitCode: 137, signal: null },
      { reason: 'exited', exitCode: 137, signal: 'SIGKILL' },
    ],
    [
      'it failed',
      { exitCode: 128, signal: null },
      { reason: 'exited', exitCode: 128 },
    ],
    [
      'it went well',
      { exitCode: 0, signal: null },
      { reason: 'exited', exitCode: 0 },
    ],
  ])('%s', (_case, facts, end) => expect(decideEnd(facts)).toEqual(end));
});
