import { readExitCode } from './readExitCode';

it.each([
  ['a success', { status: 'Success' }, { exitCode: 0 }],
  [
    'an exit code',
    {
      status: 'Failure',
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: '137' }] },
    },
    { exitCode: 137 },
  ],
  [
    'a pod that could not be reached, which is no end of the process',
    { status: 'Failure', reason: 'InternalError', message: 'dialing backend' },
    undefined,
  ],
])('of %s', (_case, status, end) => {
  expect(readExitCode(status)).toEqual(end);
});
