import { execFileSync } from 'node:child_process';
import { TemporaryDirectory } from '../__fixtures__/TemporaryDirectory';
import { applyPatchFile } from '../verify/applyPatchFile';
import { renderPatch } from './renderPatch';

const encode = (text: string) => new TextEncoder().encode(text);

const FILES = [
  {
    path: 'models/moved.sql',
    newPath: 'models/there.sql',
    before: encode('select 1\n'),
    after: encode('select 1\n'),
    edits: [],
  },
  {
    path: 'models/both.sql',
    newPath: 'models/changed too.sql',
    before: encode('select 1\nfrom a\n'),
    after: encode('select 1\nfrom b\n'),
    edits: [],
  },
];
const AFTER = {
  'models/changed too.sql': 'select 1\nfrom b\n',
  'models/there.sql': 'select 1\n',
};

describe('renderPatch', () => {
  let directory: TemporaryDirectory;

  beforeEach(() => {
    directory = new TemporaryDirectory();
  });

  afterEach(() => directory.remove());

  it('says where a file goes, so that git moves it', () => {
    FILES.forEach(({ path, before }) => directory.write(path, before));

    execFileSync('git', ['apply', '-'], {
      cwd: directory.path,
      input: renderPatch(FILES),
    });

    expect(Object.keys(directory.snapshot())).toHaveLength(2);
    expect(directory.read('models/there.sql')).toBe('select 1\n');
    expect(directory.read('models/changed too.sql')).toBe('select 1\nfrom b\n');
  });

  it('gives a patch that can be verified', () => {
    const files = applyPatchFile(
      FILES.map(({ path, before }) => ({ path, content: before })),
      { name: 'moves.diff', text: renderPatch(FILES) },
    );

    const texts = files.map(({ path, content }) => [
      path,
      new TextDecoder().decode(content),
    ]);
    expect(Object.fromEntries(texts)).toEqual(AFTER);
  });
});
