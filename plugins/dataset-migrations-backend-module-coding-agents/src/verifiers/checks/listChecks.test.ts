import { REPOSITORY_CHECKS } from './listChecks';

async function plan(
  contents: Record<string, string>,
  changed = Object.keys(contents),
) {
  const files = {
    paths: Object.keys(contents),
    changed,
    read: async (path: string) => contents[path],
  };
  const plans = await Promise.all(
    REPOSITORY_CHECKS.map(async ({ id, plan: of }) =>
      (await of(files)).map(({ folder, argv }) => [id, folder, ...argv]),
    ),
  );
  return plans.flat();
}

function find(id: string) {
  return REPOSITORY_CHECKS.find(check => check.id === id)!;
}

describe('checks of repositories', () => {
  it.each([
    ['nothing that is known', { 'README.md': '', 'a.sql': '' }, []],
    [
      'tests of npm in the nearest package',
      {
        'package.json': '{}',
        'jobs/package.json': '{"scripts":{"test":"node --test"}}',
        'jobs/src/a.js': '',
      },
      [['npm test', 'jobs', 'npm', 'test']],
    ],
    [
      'no tests of npm',
      {
        'package.json':
          '{"scripts":{"test":"echo \\"Error: no test specified\\" && exit 1"}}',
        'other/package.json': 'not even JSON',
      },
      [],
    ],
    [
      'Python with ruff and pytest',
      {
        'pyproject.toml': '[tool.ruff]\n',
        'dags/-a.py': '',
        'tests/test_a.py': '',
      },
      [
        [
          'py_compile',
          '',
          'python3',
          '-m',
          'py_compile',
          './dags/-a.py',
          './tests/test_a.py',
        ],
        [
          'ruff',
          '',
          'ruff',
          'check',
          '--no-cache',
          '--output-format',
          'concise',
          './dags/-a.py',
          './tests/test_a.py',
        ],
        [
          'pytest',
          '',
          'python3',
          '-m',
          'pytest',
          '-q',
          '-rfE',
          '--tb=line',
          '-p',
          'no:cacheprovider',
        ],
      ],
    ],
    [
      'builds of the Java machine',
      { 'a/pom.xml': '', 'b/build.sbt': '', 'c/build.gradle.kts': '' },
      [
        [
          'mvn test',
          'a',
          'mvn',
          '--offline',
          '--quiet',
          '--batch-mode',
          'test',
        ],
        [
          'gradle test',
          'c',
          'gradle',
          '--offline',
          '--no-daemon',
          '--console=plain',
          'test',
        ],
        [
          'sbt test',
          'b',
          'sbt',
          '-batch',
          '-Dsbt.offline=true',
          '-Dsbt.color=false',
          'test',
        ],
      ],
    ],
    [
      'a dbt project with sqlfluff',
      { 'dbt_project.yml': '', '.sqlfluff': '', 'models/a.sql': '' },
      [
        [
          'sqlfluff',
          '',
          'sqlfluff',
          'lint',
          '--nocolor',
          '--disable-progress-bar',
          './models/a.sql',
        ],
        [
          'dbt parse',
          '',
          'dbt',
          '--no-use-colors',
          'parse',
          '--no-partial-parse',
        ],
      ],
    ],
    [
      'terraform',
      { 'infra/main.tf': '' },
      [['terraform validate', 'infra', 'terraform', 'validate', '-no-color']],
    ],
  ])('plans for %s', async (_what, contents, plans) => {
    expect(await plan(contents)).toEqual(plans);
  });

  it('looks at projects that the patch touches and at no others', async () => {
    const contents = { 'a/pom.xml': '', 'a/x.sql': '', 'b/pom.xml': '' };
    expect(
      (await plan(contents, ['a/x.sql'])).map(([, folder]) => folder),
    ).toEqual(['a']);
  });

  it.each([
    [
      'npm test',
      'TAP version 13\nok 1 - fine\nnot ok 2 - reads the new table\n',
      ['reads the new table'],
    ],
    [
      'npm test',
      '  ● Jobs › reads the new table\n\n    expect(received)\n',
      ['● Jobs › reads the new table'],
    ],
    ['npm test', '✖ reads (1.2ms)\nℹ tests 2\n✖ failing tests:\n', ['✖ reads']],
    [
      'py_compile',
      '  File "./a.py", line 3\n    def (:\n        ^\nSyntaxError: invalid syntax\n',
      ['./a.py", def (: ^ SyntaxError: invalid syntax'],
    ],
    [
      'ruff',
      'dags/a.py:3:1: F821 Undefined name `x`\nFound 1 error.\n',
      ['dags/a.py: F821 Undefined name `x`'],
    ],
    [
      'pytest',
      '.F\nFAILED tests/test_a.py::test_b - assert 1 == 2\n1 failed in 0.02s\n',
      ['FAILED tests/test_a.py::test_b - assert 1 == 2'],
    ],
    [
      'mvn test',
      '[ERROR] /checkout/a/A.java:[3,4] cannot find symbol\n[ERROR] -> [Help 1]\n[ERROR] Re-run Maven using\n',
      ['/checkout/a/A.java: cannot find symbol'],
    ],
    [
      'sbt test',
      '[info] x\n[error] /checkout/A.scala:3:4: not found: value x\n[error] Total time: 3 s\n',
      ['/checkout/A.scala: not found: value x'],
    ],
    [
      'gradle test',
      'JobTest > reads() FAILED\nBUILD FAILED in 2s\n',
      ['JobTest > reads() FAILED'],
    ],
    [
      'dbt parse',
      "10:11:12  Compilation Error\n  Model 'a' depends on a node named 'b' which was not found\n",
      [
        "Compilation Error Model 'a' depends on a node named 'b' which was not found",
      ],
    ],
    [
      'sqlfluff',
      '== [models/a.sql] FAIL\nL:   3 | P:   1 | LT01 | Expected one space\n',
      ['models/a.sql: LT01 | Expected one space'],
    ],
    [
      'terraform validate',
      'Error: Unsupported argument\n\n  on main.tf line 3, in resource "x" "y":\n',
      ['Error: Unsupported argument on main.tf , in resource "x" "y":'],
    ],
  ])('knows what %s complains of', (id, output, keys) => {
    expect(
      find(id)
        .findFailures(output)
        .map(({ key }) => key),
    ).toEqual(keys);
  });
});
