import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packagePath } from './packagePath';

jest.setTimeout(60_000);

const ENTRY = packagePath('bin', 'local-estate.cjs');
const ENVIRONMENT = { ...process.env, NODE_OPTIONS: '' };

describe('the process of the estate', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'local-estate-'));
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints one line when it is up, and ends on %s',
    async signal => {
      const child = spawn(process.execPath, [ENTRY, '--directory', directory], {
        env: ENVIRONMENT,
      });
      const lines = createInterface({ input: child.stdout });
      const [line] = await once(lines, 'line');
      const { url, host, token, catalogFile } = JSON.parse(line);
      expect(url).toBe(`http://${host}`);
      expect(token).toBe('local-estate-token');
      expect(catalogFile).toBe(join(directory, 'catalog', 'all.yaml'));

      child.kill(signal);

      expect(await once(child, 'exit')).toEqual([0, null]);
      await expect(fetch(url)).rejects.toThrow();
    },
  );

  it('ends when the process that started it was killed', async () => {
    const parent = spawn(
      process.execPath,
      [
        '-e',
        `require('node:child_process').spawn(process.execPath, ${JSON.stringify(
          [ENTRY, '--directory', directory],
        )}, { stdio: 'inherit' })`,
      ],
      { env: ENVIRONMENT },
    );
    const lines = createInterface({ input: parent.stdout });
    const [line] = await once(lines, 'line');
    // the pipe closes when the last one who writes to it has ended
    const ended = once(parent.stdout, 'close');

    parent.kill('SIGKILL');

    await ended;
    await expect(fetch(JSON.parse(line).url)).rejects.toThrow();
  });

  it('names the argument that is wrong, and writes nothing', async () => {
    const child = spawn(
      process.execPath,
      [ENTRY, '--directory', directory, '--port', 'http'],
      { env: ENVIRONMENT },
    );
    const [message] = await once(child.stderr, 'data');

    expect(String(message)).toBe(
      '--port is http, and has to be a whole number.\n',
    );
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(await readdir(directory)).toEqual([]);
  });
});
