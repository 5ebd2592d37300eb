import net from 'node:net';
import { ScriptError } from '../say.mjs';

function listen(port) {
  const server = net.createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () => resolve(server));
  });
}

/** A port that nobody listens on. */
export async function findFreePort() {
  const server = await listen(0);
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** Throws when the port is taken, and says which variable chooses another. */
export async function assertPortIsFree(port, variable) {
  try {
    const server = await listen(port);
    await new Promise(resolve => server.close(resolve));
  } catch (error) {
    throw new ScriptError(
      `Port ${port} cannot be used (${
        error.code
      }). Choose another: ${variable}=${port + 1} npm start`,
    );
  }
}

/** The port that an environment variable chooses. */
export function readPort(variable, fallback) {
  const value = process.env[variable];
  if (!value) {
    return fallback;
  }
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new ScriptError(
      `${variable}: "${value}" is not a port; use a number from 1 to 65535`,
    );
  }
  return port;
}
