import { decideStop } from './decideStop';

const MEGABYTE = 1024 * 1024;
const limits = {
  wallSeconds: 1,
  memoryMegabytes: 10,
  cpuSeconds: 1,
  processes: 8,
  fileMegabytes: 5,
  outputBytes: 1,
};

describe('decideStop', () => {
  it.each([
    ['all memory and no more', { memoryBytes: 10 * MEGABYTE }, undefined],
    ['more memory', { memoryBytes: 10 * MEGABYTE + 1 }, 'memoryLimit'],
    ['as many processes as it may', { processes: 8 }, undefined],
    ['one process more', { processes: 9 }, 'memoryLimit'],
    ['more on the disk', { writtenBytes: 5 * MEGABYTE + 1 }, 'diskLimit'],
    ['a folder that shrank', { writtenBytes: -100 * MEGABYTE }, undefined],
    ['nothing known', {}, undefined],
  ])('%s', (_case, usage, reason) =>
    expect(decideStop(usage, limits)).toBe(reason),
  );
});
