import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port of loopback that nobody listens on. Inside of a sandbox every port is free; without one, programs have those of the host, where
 * somebody else may take it first: then the program says so, and is tried again.
 */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('Loopback has no port');
  }
  return address.port;
}
