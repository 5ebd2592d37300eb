import { readFile } from 'node:fs/promises';
import { emptyFile } from './emptyFile';

describe('emptyFile', () => {
  it('is there, and has nothing in it', async () => {
    expect(await readFile(emptyFile(), 'utf8')).toBe('');
  });
});
