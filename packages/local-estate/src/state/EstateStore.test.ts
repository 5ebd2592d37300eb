import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EstateStore } from './EstateStore';

describe('EstateStore', () => {
  let directory: string;
  let folder: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'estate-store-'));
    folder = join(directory, 'state');
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('goes on with what was saved, and counts ids on over all repositories', () => {
    const before = EstateStore.open(folder);
    for (const name of ['acme/one', 'acme/two']) {
      before.repository(name).labels.push({
        id: before.nextId(),
        name,
        color: 'ededed',
        description: '',
      });
      before.save(name);
    }
    const nextId = before.nextId();

    const after = EstateStore.open(folder);

    expect(after.repository('acme/one').labels).toMatchObject([
      { name: 'acme/one' },
    ]);
    expect(after.repository('acme/two').labels).toMatchObject([
      { name: 'acme/two' },
    ]);
    expect(after.nextId()).toBe(nextId);
  });

  it('writes the repository that changed and no other', async () => {
    const store = EstateStore.open(folder);
    store.repository('acme/one');
    store.repository('acme/two').nextNumber = 7;

    store.save('acme/two');

    expect(await readdir(join(folder, 'acme'))).toEqual(['two.json']);
  });

  it('passes over a file that was not finished', async () => {
    EstateStore.open(folder).save('acme/one');
    await writeFile(join(folder, 'acme', 'two.json.draft'), '{ "half');

    expect(EstateStore.open(folder).repository('acme/two').nextNumber).toBe(1);
  });

  it('refuses the state of another version, and says what to do', async () => {
    await writeFile(join(directory, 'state.json'), '{"version":1}');

    expect(() => EstateStore.open(folder)).toThrow(
      /state\.json was written by another version .* remove the folder/,
    );
  });
});
