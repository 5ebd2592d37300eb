import type { RepositoryCheck } from '../RepositoryCheck';
import { findProjects, inFolder } from './folders';
import { matchFailures } from './matchFailures';

/** node:test (TAP and spec), Jest, Vitest, Mocha. */
const FAILURES =
  /^\s*(?:not ok \d+ -? ?(.+)|[✖×] (?!failing tests).+|● .+|FAIL\s+\S.*|\d+\) .+)$/gm;

function findTestScript(text: string | undefined): string | undefined {
  try {
    const manifest: unknown = JSON.parse(text ?? '');
    const { scripts } = Object(manifest);
    const script: unknown = Object(scripts).test;
    // what `npm init` writes
    return typeof script === 'string' && !script.includes('no test specified')
      ? script
      : undefined;
  } catch {
    return undefined;
  }
}

/** The tests of a package.json, with the dependencies that are in the checkout. */
export const npmTest: RepositoryCheck = {
  id: 'npm test',
  probe: ['npm', '--version'],
  async plan(files) {
    const plans = [];
    for (const folder of findProjects(files, ['package.json'])) {
      if (findTestScript(await files.read(inFolder(folder, 'package.json')))) {
        plans.push({
          folder,
          argv: ['npm', 'test'],
          environment: {
            CI: '1',
            npm_config_offline: 'true',
            npm_config_update_notifier: 'false',
          },
        });
      }
    }
    return plans;
  },
  findFailures: output => matchFailures(output, FAILURES),
};
