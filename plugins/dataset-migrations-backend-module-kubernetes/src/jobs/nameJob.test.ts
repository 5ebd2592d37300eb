import fc from 'fast-check';
import { nameJob } from './nameJob';

const ATTEMPT = '3f2b8c1e-0d1a-4f6e-9a77-1c2d3e4f5a6b';

describe('nameJob', () => {
  it('is the same for the same command of the same attempt', () => {
    const work = { attemptId: ATTEMPT, part: 'gemini 1' };
    expect(nameJob('skein', work)).toBe(nameJob('skein', { ...work }));
    expect(nameJob('skein', work)).toMatch(
      /^skein-3f2b8c1e-0d1a-[0-9a-f]{16}$/,
    );
  });

  it.each([
    ['part', 'skein', { attemptId: ATTEMPT, part: 'gemini 2' }],
    ['attempt', 'skein', { attemptId: 'another', part: 'gemini 1' }],
    ['Backstage', 'staging', { attemptId: ATTEMPT, part: 'gemini 1' }],
  ])('is another one for another %s', (_case, instance, work) => {
    expect(nameJob(instance, work)).not.toBe(
      nameJob('skein', { attemptId: ATTEMPT, part: 'gemini 1' }),
    );
  });

  it('is unique for what belongs to no attempt', () => {
    expect(nameJob('skein')).not.toBe(nameJob('skein'));
  });

  it('is a name and a label that Kubernetes takes, whatever ids are made of', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (attemptId, part) => {
        const name = nameJob('skein', { attemptId, part });
        expect(name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
        expect(name.length).toBeLessThanOrEqual(63);
      }),
    );
  });
});
