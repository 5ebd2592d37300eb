import fs from 'node:fs/promises';

/** Processes of this machine by their command line, words parted by spaces. */
export async function findProcesses(pattern) {
  const names = await fs.readdir('/proc');
  const found = await Promise.all(
    names
      .filter(name => /^\d+$/.test(name))
      .map(async name => {
        const text = await fs
          .readFile(`/proc/${name}/cmdline`, 'utf8')
          // it has ended meanwhile
          .catch(() => '');
        return { pid: Number(name), commandLine: text.split('\0').join(' ') };
      }),
  );
  return found.filter(({ commandLine }) => pattern.test(commandLine));
}
