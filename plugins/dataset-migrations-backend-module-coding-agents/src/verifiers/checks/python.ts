import type { RepositoryCheck } from '../RepositoryCheck';
import { changedBelow, findProjects, inFolder } from './folders';
import { matchFailures } from './matchFailures';

const PYPROJECT = 'pyproject.toml';

async function mentions(
  read: (path: string) => Promise<string | undefined>,
  path: string,
  section: string,
): Promise<boolean> {
  return (await read(path))?.includes(`[${section}`) ?? false;
}

/** Changed Python compiles with the Python that is installed. */
export const pythonCompiles: RepositoryCheck = {
  id: 'py_compile',
  onlyRefutes: true,
  probe: ['python3', '--version'],
  async plan(files) {
    const changed = changedBelow(files, '', '.py');
    return changed.length > 0
      ? [{ folder: '', argv: ['python3', '-m', 'py_compile', ...changed] }]
      : [];
  },
  findFailures: output =>
    matchFailures(
      output,
      /^\s*File "([^"]+", line \d+.*(?:\n.*){0,4}?\n\w*Error: .+)$/gm,
    ),
};

/** ruff, where the repository has settings for it. */
export const ruff: RepositoryCheck = {
  id: 'ruff',
  probe: ['ruff', '--version'],
  async plan(files) {
    const plans = [];
    for (const folder of findProjects(files, [
      'ruff.toml',
      '.ruff.toml',
      PYPROJECT,
    ])) {
      const pyproject = inFolder(folder, PYPROJECT);
      const isWanted =
        ['ruff.toml', '.ruff.toml'].some(name =>
          files.paths.includes(inFolder(folder, name)),
        ) || (await mentions(files.read, pyproject, 'tool.ruff'));
      const changed = changedBelow(files, folder, '.py');
      if (isWanted && changed.length > 0) {
        plans.push({
          folder,
          argv: [
            ...['ruff', 'check', '--no-cache', '--output-format', 'concise'],
            ...changed,
          ],
        });
      }
    }
    return plans;
  },
  findFailures: output => matchFailures(output, /^\S+:\d+:\d+: .+$/gm),
};

const NO_TESTS_COLLECTED = 5;

/** The tests of a Python project. */
export const pytest: RepositoryCheck = {
  id: 'pytest',
  probe: ['python3', '-m', 'pytest', '--version'],
  passingExitCodes: [NO_TESTS_COLLECTED],
  async plan(files) {
    const folders = findProjects(files, [
      'pytest.ini',
      PYPROJECT,
      'setup.py',
      'setup.cfg',
      'tox.ini',
      'conftest.py',
      'requirements.txt',
    ]);
    return folders
      .filter(folder =>
        files.paths.some(
          path =>
            path.startsWith(folder === '' ? '' : `${folder}/`) &&
            /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/.test(path),
        ),
      )
      .map(folder => ({
        folder,
        argv: [
          ...['python3', '-m', 'pytest', '-q', '-rfE', '--tb=line'],
          ...['-p', 'no:cacheprovider'],
        ],
      }));
  },
  findFailures: output => matchFailures(output, /^(?:FAILED|ERROR) .+$/gm),
};
