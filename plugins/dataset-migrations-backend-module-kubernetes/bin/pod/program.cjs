// Runs the command of an agent or a check, within limits that the pod itself does not have.
const { spawn } = require('node:child_process');
const fs = require('node:fs');

const HOME = '/home/sandbox';
const LOOK_MS = 200;
const MOST_ROUNDS = 50;
const BLOCK_BYTES = 512;
const MEMORY_EVENTS = '/sys/fs/cgroup/memory.events';

/** How often the kernel has ended something here for its memory. */
function countMemoryKills() {
  try {
    const text = fs.readFileSync(MEMORY_EVENTS, 'utf8');
    return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** After the name, which may hold anything, comes the state. Z and X have ended, and nobody here takes note of them. */
function isAlive(id) {
  try {
    const stat = fs.readFileSync(`/proc/${id}/stat`, 'utf8');
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}

/** Everything that runs here but the first process and this one. */
function listOthers() {
  return fs
    .readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(id => id !== 1 && id !== process.pid && isAlive(id));
}

/** Who begins others while they are killed one after the other is outrun in a few rounds. */
function killOthers() {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const others = listOthers();
    if (others.length === 0) {
      return;
    }
    for (const id of others) {
      try {
        process.kill(id, 'SIGKILL');
      } catch {
        // it has ended already, which is what was wanted
      }
    }
  }
}

function countThreads() {
  return listOthers().reduce((sum, id) => {
    try {
      return sum + fs.readdirSync(`/proc/${id}/task`).length;
    } catch {
      return sum;
    }
  }, 0);
}

/** Starts a command; `onExit` hears how it ended when nothing of it is left. Rejects when there is no such program. */
async function startProgram(
  { argv, workingDirectory, environment, limits },
  onExit,
) {
  const killsBefore = countMemoryKills();
  const child = spawn(
    '/bin/sh',
    [
      '-c',
      // the soft limit comes first, so that who passes it is told by a signal
      'ulimit -c 0; ulimit -S -t "$1"; ulimit -H -t "$(($1 + 1))"; ulimit -f "$2"; shift 2; exec "$@"',
      'sh',
      String(Math.ceil(limits.cpuSeconds)),
      String(Math.ceil(limits.fileBytes / BLOCK_BYTES)),
      ...argv,
    ],
    {
      cwd: workingDirectory,
      env: { PATH: process.env.PATH, HOME, ...environment },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let isOverrun = false;
  const look = setInterval(() => {
    if (countThreads() > limits.processes) {
      isOverrun = true;
      killOthers();
    }
  }, LOOK_MS);
  child.once('exit', (exitCode, signal) => {
    clearInterval(look);
    killOthers();
    onExit({
      exitCode: exitCode ?? undefined,
      signal: signal ?? undefined,
      isOverrun,
      memoryKills: countMemoryKills() - killsBefore,
    });
  });
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  return child;
}

module.exports = { killOthers, startProgram };
