import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planMounts } from './planMounts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mounts-'));
  await mkdir(join(folder, 'tools'));
  await writeFile(join(folder, 'bridge.cjs'), '');
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

function mountOf(name: string, target: string, access: 'read' | 'write') {
  return { source: join(folder, name), target, access };
}

it('says of each mount what it is, and what is hidden in it', async () => {
  const mounts = [
    mountOf('tools', '/checkout', 'write'),
    mountOf('bridge.cjs', '/skein/bridge.cjs', 'read'),
  ];
  const masks = ['/checkout/.claude', '/checkout/a/.env', '/elsewhere'];
  await expect(planMounts({ mounts, masks }, [])).resolves.toEqual([
    { ...mounts[0], kind: 'folder', toHide: new Set(['.claude', 'a/.env']) },
    { ...mounts[1], kind: 'file', toHide: new Set() },
  ]);
});

it('leaves out what the image has, unless it is written to', async () => {
  const tools = join(folder, 'tools');
  const mounts = [
    mountOf('tools', tools, 'read'),
    mountOf('tools', tools, 'write'),
    mountOf('tools', '/other', 'read'),
  ];
  const sent = await planMounts({ mounts, masks: [] }, [folder, '/oth']);
  expect(sent).toMatchObject([mounts[1], mounts[2]]);
  await expect(
    planMounts({ mounts: [mounts[0]], masks: [] }, [tools.slice(0, -1)]),
  ).resolves.toHaveLength(1);
});

it('refuses what is not there', async () => {
  const mounts = [mountOf('none', '/checkout', 'write')];
  await expect(planMounts({ mounts, masks: [] }, [])).rejects.toThrow(
    'which is not there',
  );
});
