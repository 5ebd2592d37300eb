import type { Readable } from 'node:stream';

/** The first process inside, as the host knows it; undefined when bubblewrap ended before it was there. */
export async function readChildId(
  status: Readable,
): Promise<number | undefined> {
  return await new Promise(resolve => {
    let seen = '';
    status.setEncoding('utf8');
    status.on('data', (chunk: string) => {
      seen += chunk;
      const id = /"child-pid":\s*(\d+)/.exec(seen)?.[1];
      if (id) {
        resolve(Number(id));
      }
    });
    if (status.closed) {
      resolve(undefined);
    }
    status.once('error', () => resolve(undefined));
    status.once('close', () => resolve(undefined));
  });
}
