import fc from 'fast-check';
import { planTreeChanges } from './planTreeChanges';
import type { TreeEntry } from './TreeEntry';

function file(path: string, letter = 'a', isExecutable = false): TreeEntry {
  return { path, kind: 'file', isExecutable, size: 1, hash: letter.repeat(64) };
}
function folder(path: string): TreeEntry {
  return { path, kind: 'folder' };
}
function link(path: string, to: string): TreeEntry {
  return { path, kind: 'link', to };
}

describe('planTreeChanges', () => {
  it.each<[string, TreeEntry[], TreeEntry[], string[], string[]]>([
    ['nothing', [file('a')], [file('a')], [], []],
    [
      'a new file in a new folder',
      [],
      [file('b/c'), folder('b')],
      [],
      ['b', 'b/c'],
    ],
    ['a changed file', [file('a')], [file('a', 'b')], [], ['a']],
    [
      'a file that became a program',
      [file('a')],
      [file('a', 'a', true)],
      [],
      ['a'],
    ],
    ['a folder that went', [folder('b'), file('b/c')], [], ['b/c', 'b'], []],
    [
      'a link that leads elsewhere',
      [link('a', 'x')],
      [link('a', 'y')],
      [],
      ['a'],
    ],
    [
      'a link that became a folder',
      [link('a', '/etc')],
      [folder('a'), file('a/passwd')],
      ['a'],
      ['a', 'a/passwd'],
    ],
    [
      'a folder that became a file',
      [folder('a'), file('a/b')],
      [file('a')],
      ['a/b', 'a'],
      ['a'],
    ],
  ])('plans for %s', (_case, found, wanted, remove, put) => {
    const plan = planTreeChanges({ found, wanted });
    expect(plan.remove).toEqual(remove);
    expect(plan.put.map(({ path }) => path)).toEqual(put);
  });

  it('makes one tree of the other, never writing through a link or into a file', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    // a tree by its leaves; whatever is above a leaf is a folder
    const tree = fc
      .dictionary(
        fc
          .array(name, { minLength: 1, maxLength: 3 })
          .map(parts => parts.join('/')),
        fc.constantFrom('file', 'other', 'link', 'folder'),
      )
      .map(leaves => {
        const paths = Object.keys(leaves);
        const entries = new Map<string, TreeEntry>();
        for (const path of paths.filter(
          each => !paths.some(other => each.startsWith(`${other}/`)),
        )) {
          const parts = path.split('/');
          parts.slice(1).forEach((_part, index) => {
            const above = parts.slice(0, index + 1).join('/');
            entries.set(above, folder(above));
          });
          const kinds = {
            file: file(path),
            other: file(path, 'b'),
            link: link(path, '..'),
            folder: folder(path),
          };
          entries.set(path, kinds[leaves[path]]);
        }
        return entries;
      });
    fc.assert(
      fc.property(tree, tree, (from, to) => {
        const now = new Map(from);
        const plan = planTreeChanges({
          found: [...from.values()],
          wanted: [...to.values()],
        });
        for (const path of plan.remove) {
          expect(
            [...now.keys()].filter(each => each.startsWith(`${path}/`)),
          ).toEqual([]);
          now.delete(path);
        }
        for (const entry of plan.put) {
          const parts = entry.path.split('/');
          parts.slice(1).forEach((_part, index) => {
            expect(now.get(parts.slice(0, index + 1).join('/'))?.kind).toBe(
              'folder',
            );
          });
          now.set(entry.path, entry);
        }
        expect(new Map([...now].sort())).toEqual(new Map([...to].sort()));
      }),
    );
  });
});
