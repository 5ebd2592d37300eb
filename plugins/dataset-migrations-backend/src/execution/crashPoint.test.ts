import { crashPoint } from './crashPoint';

describe('crashPoint', () => {
  const before = { ...process.env };
  let kill: jest.SpyInstance;

  beforeEach(() => {
    kill = jest.spyOn(process, 'kill').mockReturnValue(true);
    delete process.env.SKEIN_CRASH_AT;
    delete process.env.SKEIN_PAUSE_AT;
  });

  afterEach(() => {
    kill.mockRestore();
    process.env = { ...before };
  });

  it('does nothing where nobody ordered a crash', () => {
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

  it('holds the process still where that is ordered', () => {
    process.env.SKEIN_PAUSE_AT = 'beforeProposed';

    crashPoint('afterAgent');
    expect(kill).not.toHaveBeenCalled();

    crashPoint('beforeProposed');
    expect(kill).toHaveBeenCalledWith(process.pid, 'SIGSTOP');
  });
});
