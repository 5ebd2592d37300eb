import { countPatchLines } from './countPatchLines';

const HEAD = 'diff --git a/a.sql b/a.sql\n--- a/a.sql\n+++ b/a.sql\n';

describe('countPatchLines', () => {
  it.each([
    ['nothing', '', 0, 0],
    ['one line for another', `${HEAD}@@ -1 +1 @@\n-a\n+b\n`, 1, 1],
    [
      'lines that look like heads of files',
      `${HEAD}@@ -1,3 +1,2 @@ SELECT\n a\n--- a comment\n-b\n+++ c\n`,
      1,
      2,
    ],
    [
      'a line without an end',
      `${HEAD}@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n`,
      1,
      1,
    ],
    ['a new file', `${HEAD}@@ -0,0 +1,2 @@\n+a\n+@@ -1 +1 @@\n`, 2, 0],
    ['a file that is gone', `${HEAD}@@ -1,2 +0,0 @@\n-a\n-b\n`, 0, 2],
    [
      'two hunks and two files',
      `${HEAD}@@ -1 +1 @@\n-a\n+b\n@@ -9 +9,2 @@\n c\n+d\n${HEAD}@@ -1 +1 @@\n-e\n+f\n`,
      3,
      2,
    ],
    ['bytes', 'Binary files a/x and b/x differ\n', 0, 0],
  ])('%s', (_case, patch, linesAdded, linesRemoved) => {
    expect(countPatchLines(patch)).toEqual({ linesAdded, linesRemoved });
  });
});
