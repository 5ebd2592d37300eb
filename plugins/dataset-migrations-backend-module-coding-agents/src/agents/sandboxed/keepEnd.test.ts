import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { keepEnd } from './keepEnd';

async function keep(text: string, characters: number): Promise<string> {
  const stream = new PassThrough();
  const kept = keepEnd(stream, characters);
  stream.end(text);
  await finished(stream);
  return kept();
}

describe('keepEnd', () => {
  it('keeps what is short as it is', async () => {
    await expect(keep('one two', 7)).resolves.toBe('one two');
  });

  it('keeps the end of what is long, and no part of a word', async () => {
    await expect(keep('secret-key and more', 12)).resolves.toBe(' and more');
    await expect(keep('x'.repeat(100), 12)).resolves.toBe('');
  });
});
