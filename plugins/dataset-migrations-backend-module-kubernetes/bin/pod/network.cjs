// The way out that a pod must not have, and the one that it has: connections that the backend takes through its own stream.
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { setTimeout: delay } = require('node:timers/promises');

const CONNECT_MS = 1000;
const REST_MS = 500;

function connects(host, port) {
  return new Promise(resolve => {
    const socket = net.connect({ host, port, timeout: CONNECT_MS });
    const end = isOpen => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

/** Whether a server can be reached that must not be. Policies reach some networks a little later than pods, so it looks for a while. */
async function isNetworkOpen({
  host = process.env.KUBERNETES_SERVICE_HOST,
  port = process.env.KUBERNETES_SERVICE_PORT,
  seconds,
}) {
  if (!host || !port) {
    throw new Error(
      'It knows no address to try (datasetMigrations.kubernetes.networkProbe)',
    );
  }
  const until = performance.now() + seconds * 1000;
  while (await connects(host, port)) {
    if (performance.now() > until) {
      return true;
    }
    await delay(REST_MS);
  }
  return false;
}

/** Listens where a socket of the host is to be seen; `onConnect` gets each connection. */
async function listenAt(file, onConnect) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.rmSync(file, { force: true });
  const server = net.createServer({ allowHalfOpen: true }, onConnect);
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(file, resolve);
  });
}

module.exports = { isNetworkOpen, listenAt };
