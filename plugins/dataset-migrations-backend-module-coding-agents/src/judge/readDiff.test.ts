import { readDiff } from './readDiff';

const DIFF = `diff --git a/jobs/a.sql b/jobs/a.sql
index 1..2 100644
--- a/jobs/a.sql
+++ b/jobs/a.sql
@@ -1,3 +1,3 @@ select
 SELECT
-  user_id
+  account_id
 FROM t
@@ -10 +10,2 @@
-x
\\ No newline at end of file
+y
+z
\\ No newline at end of file
diff --git a/gone.sql b/gone.sql
deleted file mode 100644
--- a/gone.sql
+++ /dev/null
@@ -1 +0,0 @@
-SELECT 1
diff --git a/new file.sql b/new file.sql
new file mode 100644
--- /dev/null
+++ b/new file.sql\t
@@ -0,0 +1 @@
+SELECT 2
`;

it('knows each line by its side and its number', () => {
  expect(readDiff(DIFF)).toEqual([
    {
      path: 'jobs/a.sql',
      lines: [
        { side: ' ', number: 1, text: 'SELECT' },
        { side: '-', number: 2, text: '  user_id' },
        { side: '+', number: 2, text: '  account_id' },
        { side: ' ', number: 3, text: 'FROM t' },
        { side: '-', number: 10, text: 'x' },
        { side: '+', number: 10, text: 'y' },
        { side: '+', number: 11, text: 'z' },
      ],
    },
    {
      path: 'gone.sql',
      lines: [{ side: '-', number: 1, text: 'SELECT 1' }],
    },
    {
      path: 'new file.sql',
      lines: [{ side: '+', number: 1, text: 'SELECT 2' }],
    },
  ]);
});

it('lets no line of a file pass for the head of another', () => {
  const [file, ...others] = readDiff(`diff --git a/a.txt b/a.txt
--- a/a.txt
+++ b/a.txt
@@ -1,3 +1,3 @@
--- a/b.txt
+++ b/b.txt
 @@ -1 +1 @@
 same
`);
  expect(others).toEqual([]);
  expect(file).toEqual({
    path: 'a.txt',
    lines: [
      { side: '-', number: 1, text: '-- a/b.txt' },
      { side: '+', number: 1, text: '++ b/b.txt' },
      { side: ' ', number: 2, text: '@@ -1 +1 @@' },
      { side: ' ', number: 3, text: 'same' },
    ],
  });
});

it('names files of which nothing but the name or the mode has changed', () => {
  expect(
    readDiff(`diff --git a/old name.sql b/new name.sql
similarity index 100%
rename from old name.sql
rename to new name.sql
diff --git a/empty.sql b/empty.sql
new file mode 100644
`),
  ).toEqual([
    { path: 'new name.sql', lines: [] },
    { path: 'empty.sql', lines: [] },
  ]);
});
