import { mockServices } from '@backstage/backend-test-utils';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkingDirectory } from './WorkingDirectory';

describe('WorkingDirectory', () => {
  const logger = mockServices.logger.mock();
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'working-'));
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  const folderOf = (host: string, processId: number) =>
    `${host}-${processId}-0f5e8d9e-2f0e-4a6c-9d2e-3b1f4c5d6e7f`;

  it('removes what killed processes left, and nothing else', async () => {
    const gone = folderOf(hostname(), 4_194_305);
    const sameId = folderOf(hostname(), process.pid);
    const alive = folderOf(hostname(), process.ppid);
    const otherMachine = folderOf('elsewhere', 4_194_305);
    for (const name of [gone, sameId, alive, otherMachine, 'something']) {
      await mkdir(join(root, name, 'mirror'), { recursive: true });
    }

    await WorkingDirectory.create({ root, logger });

    const left = await readdir(root);
    expect(left).toEqual(
      expect.arrayContaining([alive, otherMachine, 'something']),
    );
    expect(left).toHaveLength(4);
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
});
