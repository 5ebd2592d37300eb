import type { Readable } from 'node:stream';

/** Reads a stream to its end and keeps only the last of it. */
export function keepEnd(stream: Readable, characters = 4000): () => string {
  let kept = '';
  let isCut = false;
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    isCut ||= kept.length + text.length > characters;
    kept = (kept + text).slice(-characters);
  });
  // a stream that breaks off is told by the end of its process
  stream.on('error', () => {});
  // what is left of a word may be half of a secret, which nobody would know as one
  return () => (isCut ? kept.replace(/^\S*/, '') : kept);
}
