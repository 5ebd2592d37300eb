import {
  modeAfterUndo,
  planUndo,
  type FileVersion,
  type UndoFacts,
  type UndoStep,
} from './planUndo';

const A: FileVersion = { mode: '100644', sha: 'a' };
const B: FileVersion = { mode: '100644', sha: 'b' };
const C: FileVersion = { mode: '100644', sha: 'c' };
const LINK: FileVersion = { mode: '120000', sha: 'c' };

describe('planUndo', () => {
  it.each<[string, Omit<UndoFacts, 'path'>, UndoStep['kind']]>([
    ['others changed it since', { before: A, patched: B, now: C }, 'merge'],
    ['others deleted it since', { before: A, patched: B }, 'conflict'],
    ['others changed what was new', { patched: B, now: C }, 'conflict'],
    ['others wrote what was deleted', { before: A, now: C }, 'conflict'],
    [
      'others made a link of it',
      { before: A, patched: B, now: LINK },
      'conflict',
    ],
    ['it is as it was left', { before: A, patched: B, now: B }, 'restore'],
    ['it is still deleted', { before: A }, 'restore'],
    ['it is as it was added', { patched: B, now: B }, 'remove'],
    ['it is undone already', { before: A, patched: B, now: A }, 'none'],
    ['what was added is gone already', { patched: B }, 'none'],
    [
      'only its mode is another',
      { before: A, patched: B, now: { ...B, mode: '100755' } },
      'merge',
    ],
  ])('knows what to do where %s', (_case, facts, kind) => {
    expect(planUndo({ path: 'a.sql', ...facts }).kind).toBe(kind);
  });

  it('says which file stands in the way', () => {
    expect(planUndo({ path: 'a.sql', before: A, patched: B })).toEqual({
      kind: 'conflict',
      reason: 'a.sql was deleted since',
    });
  });

  it('keeps the mode that others gave a file', () => {
    const executable = { mode: '100755', sha: 'c' };

    expect(modeAfterUndo({ before: A, patched: B, now: executable })).toBe(
      '100755',
    );
    expect(
      modeAfterUndo({ before: A, patched: executable, now: executable }),
    ).toBe('100644');
  });
});
