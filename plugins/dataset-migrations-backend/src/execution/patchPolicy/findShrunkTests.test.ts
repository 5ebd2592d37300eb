import { countTests } from './countTests';
import { findShrunkTests } from './findShrunkTests';

const PYTHON = `
def test_reads():
    rows = read("user_activity_v1")
    assert rows[0].user_id == 1
    # assert nothing

class TestWrites(TestCase):
    def test_writes(self):
        self.assertEqual(write(), 2)
`;

describe('countTests', () => {
  it.each([
    ['tests/test_job.py', PYTHON, [2, 2, 0]],
    [
      'test_job.py',
      '@pytest.mark.skip\ndef test_a():\n    pytest.skip("x")\n',
      [1, 0, 2],
    ],
    [
      'src/job.test.ts',
      `it('a', () => { expect(f()).toBe(1); });\ntest.each([1])('b', () => {});\n// it('c')\n`,
      [2, 1, 0],
    ],
    [
      'src/job.test.ts',
      `it.skip('a', () => { expect(1).toBe(1) });`,
      [0, 1, 1],
    ],
    [
      'src/test/java/JobTest.java',
      '@Test\nvoid a() { assertEquals(1, f()); }\n@Disabled\n@Test void b() {}\n',
      [2, 1, 1],
    ],
    [
      'src/test/scala/JobSpec.scala',
      'test("a") {\n  assert(f == 1)\n}\n"b" should "work" in { x shouldBe 1 }\nignore("c") { }\n',
      [2, 3, 1],
    ],
    [
      'job_test.go',
      'func TestA(t *testing.T) {\n\tif x { t.Fatal("x") }\n\tt.Skip()\n}\n',
      [1, 1, 1],
    ],
    ['tests/no_nulls.sql', 'select * from a where id is null\n', [1, 1, 0]],
    [
      'models/schema.yml',
      'columns:\n  - name: id\n    tests:\n      - unique\n      - not_null:\n          severity: warn\n',
      [2, 0, 1],
    ],
    ['src/job.py', PYTHON, [0, 0, 0]],
    ['tests/test_job.py', undefined, [0, 0, 0]],
  ])('counts %s', (path, text, [cases, assertions, skips]) => {
    expect(countTests(path, text)).toEqual({ cases, assertions, skips });
  });
});

describe('findShrunkTests', () => {
  const pathsOf = (changes: Parameters<typeof findShrunkTests>[0]) =>
    findShrunkTests(changes).map(({ path }) => path);

  it('lets a test be changed that checks as much as before', () => {
    const after = PYTHON.replace('user_activity_v1', 'user_activity').replace(
      'user_id',
      'account_id',
    );

    expect(
      pathsOf([{ path: 'tests/test_job.py', before: PYTHON, after }]),
    ).toEqual([]);
  });

  it.each([
    [
      'a case is gone',
      PYTHON.replace('def test_reads', 'def reads'),
      'it has 1 test cases (Python) and had 2',
    ],
    [
      'an assertion is gone',
      PYTHON.replace('    assert rows[0].user_id == 1\n', ''),
      'it has 1 assertions (Python) and had 2',
    ],
    [
      'an assertion has become a comment',
      PYTHON.replace('    assert rows', '    # assert rows'),
      'it has 1 assertions (Python) and had 2',
    ],
    [
      'a test is skipped',
      `import pytest\n@pytest.mark.xfail${PYTHON}`,
      'it has 1 marks that keep tests from running (Python) and had 0',
    ],
    ['all of it is gone', undefined, 'it has 0 test cases (Python) and had 2'],
  ])('refuses a file when %s', (_case, after, reason) => {
    expect(
      findShrunkTests([{ path: 'tests/test_job.py', before: PYTHON, after }]),
    ).toEqual([
      {
        path: 'tests/test_job.py',
        reason: `tests must not shrink: ${reason}`,
      },
    ]);
  });

  it('takes a file that is moved for no loss, and one that is moved in part for one', () => {
    const moved = (after: string) => [
      { path: 'tests/test_old.py', before: PYTHON },
      { path: 'tests/test_new.py', after },
    ];

    expect(pathsOf(moved(PYTHON))).toEqual([]);
    expect(
      pathsOf(moved(PYTHON.replace('def test_reads', 'def reads'))),
    ).toEqual(['tests/test_old.py']);
  });

  it('makes up for no loss in one language by a gain in another', () => {
    expect(
      pathsOf([
        { path: 'tests/test_a.py', before: PYTHON },
        {
          path: 'a.test.ts',
          after: `it('a', () => expect(1)); it('b', () => expect(1)); it('c', () => expect(1));`,
        },
      ]),
    ).toEqual(['tests/test_a.py']);
  });

  it('lets tests be added', () => {
    expect(pathsOf([{ path: 'tests/test_a.py', after: PYTHON }])).toEqual([]);
  });
});
