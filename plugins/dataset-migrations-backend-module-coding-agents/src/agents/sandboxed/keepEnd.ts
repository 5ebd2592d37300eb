import type { Readable } from 'node:stream';

/** Reads a stream to its end and keeps only the last of it. */
export function keepEnd(stream: Readable, characters = 4000): () => string {
  let kept = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    kept = (kept + text).slice(-characters);
  });
  // a stream that breaks off is told by the end of its process
  stream.on('error', () => {});
  return () => kept;
}
