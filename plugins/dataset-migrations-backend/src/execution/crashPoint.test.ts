import { crashPoint } from './crashPoint';

describe('crashPoint', () => {
  const before = process.env.SKEIN_CRASH_AT;
  let kill: jest.SpyInstance;

  beforeEach(() => {
    kill = jest.spyOn(process, 'kill').mockReturnValue(true);
  });

  afterEach(() => {
    kill.mockRestore();
    if (before === undefined) {
      delete process.env.SKEIN_CRASH_AT;
    } else {
      process.env.SKEIN_CRASH_AT = before;
    }
  });

  it('does nothing where nobody ordered a crash', () => {
    delete process.env.SKEIN_CRASH_AT;

    crashPoint('afterPush');

    expect(kill).not.toHaveBeenCalled();
  });

  it('dies at the place that is named, and at no other', () => {
    process.env.SKEIN_CRASH_AT = 'afterClaim';

    crashPoint('afterCommit');
    expect(kill).not.toHaveBeenCalled();

    crashPoint('afterClaim');
    expect(kill).toHaveBeenCalledWith(process.pid, 'SIGKILL');
  });

  it('dies at the visit that is named', () => {
    process.env.SKEIN_CRASH_AT = 'afterAgent:2';

    crashPoint('afterAgent');
    expect(kill).not.toHaveBeenCalled();

    crashPoint('afterAgent');
    expect(kill).toHaveBeenCalledTimes(1);
  });
});
