import fs from 'node:fs/promises';

async function readProcess(pid) {
  try {
    const [command, stat, cwd] = await Promise.all([
      fs.readFile(`/proc/${pid}/cmdline`, 'utf8'),
      fs.readFile(`/proc/${pid}/stat`, 'utf8'),
      fs.readlink(`/proc/${pid}/cwd`),
    ]);
    // the name of the program stands in brackets and may hold anything
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      pid: Number(pid),
      parent: Number(parent),
      isZombie: state === 'Z',
      command: command.split('\0').join(' ').trim(),
      cwd,
    };
  } catch {
    // it ended while it was looked at, or is somebody else's
    return undefined;
  }
}

/** The running processes that are accepted, from Linux's process table; none where there is no such table. */
export async function listProcesses(accepts) {
  const names = await fs.readdir('/proc').catch(() => []);
  const processes = await Promise.all(
    names.filter(name => /^\d+$/.test(name)).map(readProcess),
  );
  return processes.filter(
    each => each !== undefined && !each.isZombie && accepts(each),
  );
}
