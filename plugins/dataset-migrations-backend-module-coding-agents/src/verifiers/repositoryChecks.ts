import type {
  Verifier,
  VerifyOptions,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { isError } from '@backstage/errors';
import type { Sandbox } from '../sandbox/Sandbox';
import { CheckRunner, type CheckedTree } from './CheckRunner';
import { REPOSITORY_CHECKS } from './checks/listChecks';
import { compareRuns } from './compareRuns';
import { foldResults, type CheckAnswer } from './foldResults';
import { listPlainFiles, readText } from './readRepositoryFiles';
import type { RepositoryChecksConfig } from './readRepositoryChecksConfig';
import type {
  CheckPlan,
  RepositoryCheck,
  RepositoryFiles,
} from './RepositoryCheck';

/** What the verifier of the repository's own checks works with. */
export interface RepositoryChecksOptions {
  /** Throws `ServiceUnavailableError` where there is none; then nothing is checked, and the evidence says so. */
  sandbox(): Promise<Sandbox>;
  config: RepositoryChecksConfig;
  /** Default: all that are known. */
  checks?: RepositoryCheck[];
}

type Side = 'before' | 'after';

function describe(check: RepositoryCheck, plan: CheckPlan): string {
  return plan.folder === '' ? check.id : `${check.id} in ${plan.folder}`;
}

async function readSide(
  directory: string,
  side: Side,
  patch: VerifyOptions,
): Promise<{ tree: CheckedTree; files: RepositoryFiles }> {
  const paths = await listPlainFiles(directory);
  return {
    tree: { directory, paths },
    files: {
      paths,
      changed: patch.changedFiles
        .filter(file => file[side] !== undefined)
        .map(file => file.path),
      read: path => readText(directory, path),
    },
  };
}

/**
 * E4: the repository's own checks pass, or fail only as they did before the patch. What was before is only looked at when something
 * fails. The first check that finds something new is the last that runs, since the patch will be another one.
 */
export function repositoryChecks(options: RepositoryChecksOptions): Verifier {
  const { config } = options;
  const checks = (options.checks ?? REPOSITORY_CHECKS).filter(
    ({ id }) => !config.disabled.includes(id),
  );
  let runner: Promise<CheckRunner> | undefined;
  const findRunner = async () => {
    runner ??= options.sandbox().then(
      sandbox =>
        new CheckRunner({
          sandbox,
          limits: config.limits,
          caches: config.caches,
        }),
    );
    try {
      return await runner;
    } catch (error) {
      runner = undefined;
      throw error;
    }
  };

  return {
    id: 'repository-checks',
    level: 'E4',
    async verify(patch) {
      const { checkout } = patch;
      const after = await readSide(checkout, 'after', patch);
      const planned: Array<{ check: RepositoryCheck; plans: CheckPlan[] }> = [];
      for (const check of checks) {
        planned.push({ check, plans: await check.plan(after.files) });
      }
      if (planned.every(({ plans }) => plans.length === 0)) {
        return foldResults([]);
      }
      try {
        const running = await findRunner();
        return foldResults(await askAll({ running, planned, after, patch }));
      } catch (error) {
        // there is no sandbox, or none that lasts
        if (isError(error) && error.name === 'ServiceUnavailableError') {
          return { status: 'notApplicable', detail: error.message };
        }
        throw error;
      }
    },
  };
}

async function askAll(options: {
  running: CheckRunner;
  planned: Array<{ check: RepositoryCheck; plans: CheckPlan[] }>;
  after: { tree: CheckedTree };
  patch: VerifyOptions;
}): Promise<CheckAnswer[]> {
  const { running, planned, after, patch } = options;
  const answers: CheckAnswer[] = [];
  for (const { check, plans } of planned) {
    if (plans.length > 0 && !(await running.hasTool(check, patch))) {
      answers.push({
        status: 'missing',
        detail: `${check.id} was not run: it is not installed where checks run.`,
      });
      continue;
    }
    for (const plan of plans) {
      const answer = await ask({ running, check, plan, after, patch });
      answers.push(answer);
      if (answer.status === 'failed') {
        return answers;
      }
    }
  }
  return answers;
}

async function ask(options: {
  running: CheckRunner;
  check: RepositoryCheck;
  plan: CheckPlan;
  after: { tree: CheckedTree };
  patch: VerifyOptions;
}): Promise<CheckAnswer> {
  const { running, check, plan, after, patch } = options;
  const name = describe(check, plan);
  const run = await running.run(check, plan, after.tree, patch);
  if (run.outcome === 'passed') {
    return check.onlyRefutes
      ? { status: 'remark', detail: `${name} passes.` }
      : compareRuns(name, run, undefined);
  }
  const base = await readSide(await patch.baseCheckout(), 'before', patch);
  const same = (await check.plan(base.files)).find(
    ({ folder }) => folder === plan.folder,
  );
  const before = same && (await running.run(check, same, base.tree, patch));
  return compareRuns(name, run, before);
}
