import { TemporaryDirectory } from '../__fixtures__/TemporaryDirectory';
import { writeCheckout } from './writeCheckout';

function changeOf(path: string, before: string, after: string) {
  const encoder = new TextEncoder();
  return {
    path,
    before: encoder.encode(before),
    after: encoder.encode(after),
    edits: [],
  };
}

describe('writeCheckout', () => {
  let directory: TemporaryDirectory;

  beforeEach(() => {
    directory = new TemporaryDirectory();
  });

  afterEach(() => directory.remove());

  it('writes nothing at all when one of the files was changed meanwhile', async () => {
    directory.write('a.sql', 'old a');
    directory.write('b.sql', 'somebody was faster');
    const before = directory.snapshot();

    await expect(
      writeCheckout({
        directory: directory.path,
        files: [
          changeOf('a.sql', 'old a', 'new a'),
          changeOf('b.sql', 'old b', 'new b'),
        ],
      }),
    ).rejects.toThrow(/b\.sql was changed by somebody else/);

    expect(directory.snapshot()).toEqual(before);
  });

  it('moves a file with its mode, and writes nothing when its new place is taken', async () => {
    directory.write('old.sql', 'select 1', 0o755);
    const move = changeOf('old.sql', 'select 1', 'select 2');

    await writeCheckout({
      directory: directory.path,
      files: [{ ...move, newPath: 'new.sql' }],
    });

    expect(directory.read('new.sql')).toBe('select 2');
    expect(directory.modeOf('new.sql')).toBe(0o755);
    expect(Object.keys(directory.snapshot())).toHaveLength(1);

    directory.write('old.sql', 'select 1');
    const before = directory.snapshot();
    await expect(
      writeCheckout({
        directory: directory.path,
        files: [{ ...move, newPath: 'new.sql' }],
      }),
    ).rejects.toThrow(/new\.sql is there already/);
    expect(directory.snapshot()).toEqual(before);
  });

  it.each([0o755, 0o600, 0o444])(
    'keeps the mode %o of a file, and leaves no other file behind',
    async mode => {
      directory.write('run.sh', 'old', mode);

      await writeCheckout({
        directory: directory.path,
        files: [changeOf('run.sh', 'old', 'new')],
      });

      expect(directory.read('run.sh')).toBe('new');
      expect(directory.modeOf('run.sh')).toBe(mode);
      expect(Object.keys(directory.snapshot())).toHaveLength(1);
    },
  );
});
