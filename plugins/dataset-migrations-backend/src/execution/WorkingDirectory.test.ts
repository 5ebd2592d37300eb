import { mockServices } from '@backstage/backend-test-utils';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { identifyProcess, ownIdentity } from './ProcessIdentity';
import { WorkingDirectory } from './WorkingDirectory';
import { workingFolderName } from './workingFolderName';

/** Nobody: root may remove what it likes. */
const OTHER_USER = 65_534;

describe('WorkingDirectory', () => {
  const logger = mockServices.logger.mock();
  const { host } = ownIdentity();
  let root: string;
  const started: ChildProcess[] = [];

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'working-'));
  });
  afterEach(async () => {
    for (const child of started.splice(0)) {
      await kill(child);
    }
    await rm(root, { recursive: true, force: true });
  });

  async function startProcess(): Promise<{ child: ChildProcess; id: number }> {
    const child = spawn('sleep', ['600'], { stdio: 'ignore' });
    await once(child, 'spawn');
    started.push(child);
    return { child, id: child.pid! };
  }

  async function kill(child: ChildProcess) {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    }
  }

  /** A folder of a process as `WorkingDirectory` makes it, with something in it. */
  async function leaveFolder(
    owner: Parameters<typeof workingFolderName>[0],
  ): Promise<string> {
    const name = workingFolderName(owner);
    await mkdir(join(root, name, 'attempt-1', 'mirror.git'), {
      recursive: true,
    });
    return name;
  }

  const foldersBeside = async (directory: WorkingDirectory) =>
    await directory.lend('attempt', async lent =>
      (await readdir(root)).filter(name => !lent.includes(name)).sort(),
    );

  it('removes what killed processes left, and nothing else', async () => {
    const { id } = await startProcess();
    const gone = await leaveFolder({ host, processId: 4_194_305 });
    const alive = await leaveFolder(identifyProcess(id));
    const aliveOfOldVersion = await leaveFolder({ host, processId: id });
    const otherMachine = await leaveFolder({
      host: 'elsewhere',
      processId: 4_194_305,
    });
    await mkdir(join(root, 'something'));

    const directory = await WorkingDirectory.create({ root, logger });

    const left = await foldersBeside(directory);
    expect(left).toEqual(
      [alive, aliveOfOldVersion, otherMachine, 'something'].sort(),
    );
    expect(left).not.toContain(gone);
  });

  it('removes what is of a process whose id is in use again', async () => {
    const { id } = await startProcess();
    const { birth } = identifyProcess(id);
    if (birth === undefined) {
      // this system does not tell, so such a folder stays
      return;
    }
    const [boot, ticks] = birth.split('.');
    await leaveFolder({
      host,
      processId: id,
      birth: `${boot}.${Number(ticks) - 1}`,
    });
    await leaveFolder({ host, processId: id, birth: `00000000.${ticks}` });
    await leaveFolder({
      host,
      processId: process.pid,
      birth: `${boot}.${ticks}`,
    });
    const alive = await leaveFolder({ host, processId: id, birth });

    const directory = await WorkingDirectory.create({ root, logger });

    await expect(foldersBeside(directory)).resolves.toEqual([alive]);
  });

  it('takes a process that has ended but was not looked at for gone', async () => {
    // its parent never waits for it
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 600'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    started.push(parent);
    const [output] = await once(parent.stdout!, 'data');
    const id = Number(String(output));
    const directory = await WorkingDirectory.create({ root, logger });
    const owner = identifyProcess(id);
    if (owner.birth === undefined) {
      return;
    }
    await leaveFolder(owner);

    let left: string[];
    do {
      await directory.sweep();
      left = await foldersBeside(directory);
    } while (left.length > 0);

    expect(process.kill(id, 0)).toBe(true);
  });

  it('removes with a later sweep what a process left that was killed meanwhile, and keeps its own', async () => {
    const { child, id } = await startProcess();
    const directory = await WorkingDirectory.create({ root, logger });
    const other = await leaveFolder(identifyProcess(id));

    await directory.sweep();
    await expect(foldersBeside(directory)).resolves.toEqual([other]);
    await kill(child);
    await directory.lend('attempt', async lent => {
      await Promise.all([directory.sweep(), directory.sweep()]);
      await expect(readdir(lent)).resolves.toEqual([]);
    });

    await expect(foldersBeside(directory)).resolves.toEqual([]);
  });

  it('takes a lent folder back also when its user fails', async () => {
    const directory = await WorkingDirectory.create({ root, logger });
    let lent = '';

    await expect(
      directory.lend('attempt', async folder => {
        lent = folder;
        await writeFile(join(folder, 'a'), 'a');
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');

    await expect(readdir(lent)).rejects.toMatchObject({ code: 'ENOENT' });
    await directory.dispose();
    await expect(readdir(root)).resolves.toEqual([]);
  });

  it('lends again after somebody has tidied up all that is old', async () => {
    const directory = await WorkingDirectory.create({ root, logger });
    await rm(root, { recursive: true });

    await expect(
      directory.lend('attempt', async folder => await readdir(folder)),
    ).resolves.toEqual([]);
  });

  describe('with mirrors', () => {
    const hold = async (directory: WorkingDirectory) =>
      await directory.lend('attempt', async (_folder, holdMirror) => {
        const mirror = await holdMirror('https://code.example/acme/jobs.git');
        const files = await readdir(mirror.directory);
        await writeFile(join(mirror.directory, 'objects/pack/note'), '');
        return files.length > 0 ? mirror.directory : undefined;
      });
    const holdAgain = async (directory: WorkingDirectory) =>
      await directory.lend('publication', async (_folder, holdMirror) => {
        const mirror = await holdMirror('https://code.example/acme/jobs.git');
        return mirror.directory;
      });

    it('lends the same mirror again', async () => {
      const directory = await WorkingDirectory.create({ root, logger });

      expect(await holdAgain(directory)).toBe(await hold(directory));
    });

    it('gives its mirrors to the next process, and leaves nothing else', async () => {
      const directory = await WorkingDirectory.create({ root, logger });
      const mirror = await hold(directory);
      await directory.dispose();
      const [name] = await readdir(root);
      await expect(readdir(join(root, name))).resolves.toEqual(['mirrors']);
      await rename(
        join(root, name),
        join(root, workingFolderName({ host, processId: 4_194_305 })),
      );

      const next = await WorkingDirectory.create({ root, logger });

      const [own] = await readdir(root);
      await expect(readdir(root)).resolves.toHaveLength(1);
      await expect(readdir(join(root, own, 'mirrors'))).resolves.toEqual([
        expect.stringContaining(basename(mirror!).split('.')[0]),
      ]);
      expect(await holdAgain(next)).not.toBe(mirror);
    });

    it('makes room when the disk is full', async () => {
      const directory = await WorkingDirectory.create({ root, logger });
      const mirror = await hold(directory);

      await expect(
        directory.lend('attempt', async () => {
          throw Object.assign(new Error('write'), { code: 'ENOSPC' });
        }),
      ).rejects.toMatchObject({ code: 'ENOSPC' });

      await expect(readdir(mirror!)).rejects.toMatchObject({ code: 'ENOENT' });
    });
  });

  describe('without the rights of root', () => {
    beforeEach(async () => {
      if (process.getuid!() === 0) {
        await chown(root, OTHER_USER, OTHER_USER);
        process.seteuid!(OTHER_USER);
      }
    });
    afterEach(() => {
      if (process.getuid!() === 0) {
        process.seteuid!(0);
      }
    });

    it('removes a folder that its user made read-only', async () => {
      const directory = await WorkingDirectory.create({ root, logger });
      let lent = '';

      await directory.lend('attempt', async folder => {
        lent = folder;
        await mkdir(join(folder, 'a', 'b'), { recursive: true });
        await writeFile(join(folder, 'a', 'b', 'file'), 'a', { mode: 0o400 });
        await chmod(join(folder, 'a', 'b'), 0o500);
        await chmod(join(folder, 'a'), 0);
      });

      await expect(readdir(lent)).rejects.toMatchObject({ code: 'ENOENT' });
    });

    it('keeps what came of the work when its folder cannot be removed, and removes it later', async () => {
      const directory = await WorkingDirectory.create({ root, logger });
      let lent = '';

      const outcome = await directory.lend('attempt', async folder => {
        lent = folder;
        // nobody may remove anything from the folder above it
        await chmod(join(folder, '..'), 0o500);
        return 'patch';
      });

      expect(outcome).toBe('patch');
      await expect(readdir(lent)).resolves.toEqual([]);
      await chmod(join(lent, '..'), 0o700);
      await directory.sweep();
      await expect(readdir(lent)).rejects.toMatchObject({ code: 'ENOENT' });
    });
  });
});
