import { attempt } from './attempt';

describe('attempt', () => {
  it('says as a sentence why a step cannot be done', () => {
    const fail = () => {
      throw new Error('unreachable');
    };

    expect(attempt(fail)).toBe('It cannot be run: unreachable.');
  });

  it('gives what the step gives', () => {
    expect(attempt(() => [1])).toEqual([1]);
  });
});
