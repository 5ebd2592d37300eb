import { PATCH } from '../../__testUtils__/records';
import { parsePatch, showInvisible } from './parsePatch';

describe('parsePatch', () => {
  it('counts what each file adds and removes', () => {
    expect(parsePatch(PATCH)).toMatchObject([
      { path: 'models/orders.sql', added: 1, removed: 1, hasInvisible: false },
    ]);
  });

  it('names a deleted file by its old path', () => {
    const [file] =
      parsePatch(`diff --git a/old.sql b/old.sql
deleted file mode 100644
index 1111111..0000000
--- a/old.sql
+++ /dev/null
@@ -1 +0,0 @@
-select 1
`) ?? [];

    expect(file.path).toBe('old.sql');
  });

  it('names a file that has moved by both of its paths, with or without changes', () => {
    const files = parsePatch(`diff --git a/old.sql b/new.sql
similarity index 100%
rename from old.sql
rename to new.sql
diff --git a/a.sql b/b.sql
similarity index 90%
rename from a.sql
rename to b.sql
index 1111111..2222222 100644
--- a/a.sql
+++ b/b.sql
@@ -1 +1 @@
-select 1
+select 2
`);

    expect(files).toMatchObject([
      { path: 'old.sql → new.sql', added: 0, removed: 0 },
      { path: 'a.sql → b.sql', added: 1, removed: 1 },
    ]);
  });

  it('shows a direction mark by its number, so that code cannot look like other code', () => {
    const [file] =
      parsePatch(PATCH.replace('account_id', 'account\u202e_id')) ?? [];

    expect(file.hasInvisible).toBe(true);
    expect(file.diff.hunks[0].changes[1].content).toContain('U+202E');
  });

  it('takes a Windows line end for what it is', () => {
    const [file] =
      parsePatch(PATCH.replace(/where true\n/, 'where true\r\n')) ?? [];

    expect(file.hasInvisible).toBe(false);
  });

  it('has no files for an empty patch', () => {
    expect(parsePatch('')).toEqual([]);
  });
});

describe('showInvisible', () => {
  it('leaves tabs, letters and symbols alone', () => {
    expect(showInvisible('\tselect → ü\n')).toBe('\tselect → ü\n');
  });
});
