#!/usr/bin/env node
// Runs inside of the sandbox, before an agent: node skein-bridge.cjs --socket FILE --port NUMBER [--home FOLDER] -- PROGRAM [ARGUMENT…]
// Listens on this port of the sandbox's own loopback and passes each connection on to the socket of the model gateway, since
// agents know addresses and no sockets. Then starts the agent, and ends as it ends.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { parseArgs } = require('node:util');

/** Stands for the address of the gateway in the environment, in arguments and in files of the home folder. */
const PLACE = '@SKEIN_MODEL_URL@';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    socket: { type: 'string' },
    port: { type: 'string' },
    home: { type: 'string' },
  },
});

function pass(client) {
  const gateway = net.connect(values.socket);
  client.pipe(gateway).pipe(client);
  for (const [one, other] of [
    [client, gateway],
    [gateway, client],
  ]) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}

function copyHome(folder, url) {
  for (const entry of fs.readdirSync(folder, {
    withFileTypes: true,
    recursive: true,
  })) {
    if (entry.isFile()) {
      const source = path.join(entry.parentPath, entry.name);
      const file = path.join(process.env.HOME, path.relative(folder, source));
      fs.mkdirSync(path.dirname(file), { recursive: true });
      const text = fs.readFileSync(source, 'utf8');
      fs.writeFileSync(file, text.replaceAll(PLACE, url));
    }
  }
}

const server = net.createServer(pass);
server.listen(Number(values.port), '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  if (values.home) {
    copyHome(values.home, url);
  }
  const [program, ...args] = positionals.map(text =>
    text.replaceAll(PLACE, url),
  );
  const env = Object.fromEntries(
    Object.entries(process.env).map(([name, value]) => [
      name,
      value.replaceAll(PLACE, url),
    ]),
  );
  const agent = spawn(program, args, { env, stdio: 'inherit' });
  agent.once('error', error => {
    process.stderr.write(`${program} could not be started: ${error.message}\n`);
    process.exit(127);
  });
  agent.once('exit', (code, signal) => process.exit(signal ? 128 : code));
});
