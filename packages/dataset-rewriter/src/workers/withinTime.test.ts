import { checkTime, withinTime } from './withinTime';

function spin() {
  for (;;) {
    checkTime();
  }
}

describe('withinTime', () => {
  it('gives up what takes longer than it may', () => {
    expect(() => withinTime(5, spin)).toThrow(
      'The analysis took longer than 0.005 s',
    );
  });

  it('gives work within work no more time than is left', () => {
    expect(() => withinTime(5, () => withinTime(60_000, spin))).toThrow(
      'The analysis took longer than 0.005 s',
    );
  });

  it('leaves no limit behind', () => {
    expect(() => withinTime(0, spin)).toThrow();

    expect(withinTime(60_000, () => 'done')).toBe('done');
    expect(checkTime).not.toThrow();
  });
});
