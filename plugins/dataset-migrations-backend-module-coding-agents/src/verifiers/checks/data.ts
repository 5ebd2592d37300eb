import type { RepositoryCheck } from '../RepositoryCheck';
import { changedBelow, findProjects, inFolder } from './folders';
import { matchFailures } from './matchFailures';

/** dbt reads the project: its references, its YAML, its Jinja. */
export const dbtParse: RepositoryCheck = {
  id: 'dbt parse',
  probe: ['dbt', '--version'],
  async plan(files) {
    return findProjects(files, ['dbt_project.yml']).map(folder => ({
      folder,
      argv: ['dbt', '--no-use-colors', 'parse', '--no-partial-parse'],
      environment: { DBT_SEND_ANONYMOUS_USAGE_STATS: 'false' },
    }));
  },
  findFailures: output =>
    matchFailures(
      output,
      /^(?:\d\d:\d\d:\d\d\s+)?((?:Compilation|Parsing|Runtime|Database) Error.*(?:\n.+){0,3})$/gm,
    ),
};

/** sqlfluff, where the repository has settings for it. */
export const sqlfluff: RepositoryCheck = {
  id: 'sqlfluff',
  probe: ['sqlfluff', '--version'],
  async plan(files) {
    const plans = [];
    const names = ['.sqlfluff', 'pyproject.toml', 'setup.cfg', 'tox.ini'];
    for (const folder of findProjects(files, names)) {
      const settings = await Promise.all(
        names.slice(1).map(name => files.read(inFolder(folder, name))),
      );
      const isWanted =
        files.paths.includes(inFolder(folder, '.sqlfluff')) ||
        settings.some(text => text && /^\[(?:tool\.)?sqlfluff/m.test(text));
      const changed = changedBelow(files, folder, '.sql');
      if (isWanted && changed.length > 0) {
        plans.push({
          folder,
          argv: [
            ...['sqlfluff', 'lint', '--nocolor', '--disable-progress-bar'],
            ...changed,
          ],
        });
      }
    }
    return plans;
  },
  findFailures(output) {
    const lines = output.split('\n');
    let file = '';
    const named = lines.flatMap(line => {
      file = /^== \[(.+)\] /.exec(line)?.[1] ?? file;
      const [, number, said] =
        /^L:\s*(\d+) \| P:\s*\d+ \|\s*(.+)$/.exec(line) ?? [];
      return said === undefined ? [] : [`${file}:${number}: ${said}`];
    });
    return matchFailures(named.join('\n'), /^.+$/gm);
  },
};

/** terraform takes the configuration of each changed folder for valid. */
export const terraformValidate: RepositoryCheck = {
  id: 'terraform validate',
  probe: ['terraform', 'version'],
  async plan(files) {
    const folders = new Set(
      files.changed
        .filter(path => path.endsWith('.tf'))
        .map(path => path.split('/').slice(0, -1).join('/')),
    );
    return [...folders].sort().map(folder => ({
      folder,
      argv: ['terraform', 'validate', '-no-color'],
      environment: { CHECKPOINT_DISABLE: '1' },
    }));
  },
  findFailures: output =>
    matchFailures(
      output,
      /^(?:│ )?(Error: .+(?:\n(?:│ ?)?\s*\n(?:│ )?\s+on .+)?)$/gm,
    ),
};
