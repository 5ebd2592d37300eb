import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../../scripts/paths.mjs';
import { findFreePort } from '../../../scripts/stack/ports.mjs';
import { CodeHost } from './support/CodeHost.mjs';
import { describeSkein } from './support/describeSkein.mjs';
import { eventually } from './support/eventually.mjs';
import {
  nameOfTarget,
  normalizeDiff,
  readExpectedDiff,
} from './support/expectedDiffs.mjs';
import { findProcesses } from './support/findProcesses.mjs';
import { SkeinApi } from './support/SkeinApi.mjs';
import { untilEveryTarget } from './support/untilEveryTarget.mjs';

/** What each agent finishes, in languages that the rewriter only lists. */
const WORK = {
  opencode: ['activity-api', 'engagement-loader'],
  gemini: ['engagement-scio', 'propensity-r'],
};
const NAMES = Object.values(WORK).flat().sort();
const REAL_KEY = 'a-key-that-no-agent-may-see';
/** The model stops answering once, in the middle of the work on one repository. */
const SILENCE = `
  - name: silence
    when: { text: EngagementScore\\.scala, toolResults: 1 }
    times: 1
    answer: { hang: true }
`;

/** Why real agents cannot be tested here, which `npm test` says before. */
const missing = process.env.SKEIN_AGENTS_FOLDER
  ? undefined
  : 'real agents are not installed, or there is no sandbox';

/** The script of the demo, with a silence before all else. */
async function writeScript(folder) {
  const demo = await fs.readFile(
    path.join(ROOT, 'packages/local-estate/models/finishResidue.yaml'),
    'utf8',
  );
  const file = path.join(folder, 'models.yaml');
  await fs.writeFile(file, demo.replace(/^rules:$/m, `rules:${SILENCE}`));
  return file;
}

describeSkein(
  'Real coding agents on what the rewriter leaves',
  test => {
    let api;
    let codeHost;
    let migrationId;

    async function findTargets(names = NAMES) {
      const targets = await api.listTargets(migrationId);
      return targets.filter(target => names.includes(nameOfTarget(target)));
    }

    async function retry(names) {
      for (const { id } of await findTargets(names)) {
        await api.retryTarget(id);
      }
    }

    async function assertEnds(names, state) {
      await eventually(`${names.join(', ')} are ${state}`, {
        withinSeconds: 180,
        look: async () =>
          (
            await findTargets(names)
          ).map(target => [target.state, target.stateReason]),
        accept: seen =>
          seen.length === names.length &&
          seen.every(([current]) => current === state),
      });
    }

    async function assertDiffs(names) {
      for (const target of await findTargets(names)) {
        assert.equal(
          normalizeDiff(await api.findPatch(target.id)),
          await readExpectedDiff(target, { withAgent: true }),
        );
      }
    }

    test('end in a clear state before anything is asked when the budget is used up', async skein => {
      codeHost = new CodeHost(skein.estateUrl);
      api = await SkeinApi.signIn(skein.url, 'user:default/ana');
      ({ id: migrationId } = await api.planMigration(
        'resource:default/user-activity-v1',
        { agents: ['rewriter', 'opencode'], modelBudgetDollars: 0.0001 },
      ));
      await api.previewMigration(migrationId);

      const targets = await untilEveryTarget(api, migrationId, ['needsHuman']);

      assert.deepEqual(targets.map(nameOfTarget).sort(), NAMES);
      for (const { stateReason } of targets) {
        assert.match(stateReason, /opencode was stopped\..*budget/i);
      }
      assert.deepEqual(skein.stack.listModelAnswers(), []);
    });

    test('finish the residue with opencode, in the sandbox', async () => {
      await api.updateMigration(migrationId, { modelBudgetDollars: 10 });
      await retry(WORK.opencode);

      await assertEnds(WORK.opencode, 'proposed');
      await assertDiffs(WORK.opencode);
    });

    test('finish it when the agent is killed in the middle', async skein => {
      await api.updateMigration(migrationId, {
        agents: ['rewriter', 'gemini'],
      });
      await retry(WORK.gemini);
      await eventually('the model is silent after an edit', {
        withinSeconds: 120,
        look: () => skein.stack.listModelAnswers(),
        accept: answers => answers.includes('silence'),
      });

      // the agent of the other repository may be there still
      const agents = await eventually('one agent waits for its model', {
        withinSeconds: 120,
        look: () => findProcesses(/^\S*node\S* \S*gemini\.js /),
        accept: found => found.length === 1,
      });
      process.kill(agents[0].pid, 'SIGKILL');

      await assertEnds(WORK.gemini, 'proposed');
      await assertDiffs(WORK.gemini);
      const [killed] = await findTargets(['engagement-scio']);
      const attempts = await api.listAttempts(killed.id);
      assert.ok(
        attempts.some(({ failureClass }) => failureClass !== undefined),
        'no attempt says that it failed',
      );
    });

    test('are told apart from the rewriter, with what they cost', async skein => {
      const [target] = await findTargets(['engagement-loader']);
      const page = await skein.signIn('Ana');
      await page.goto(`/dataset-migrations/t/${target.id}`);

      await page.getByText('opencode').first().waitFor();

      // asked for by the agent, and again when it had come to rest
      const looks = (await api.listLog(target.id)).filter(
        ({ kind }) => kind === 'verification',
      );
      assert.deepEqual(
        looks.map(({ agent, passed }) => [agent, passed]),
        [
          ['opencode', true],
          ['opencode', true],
        ],
      );
      const { models } = await api.getMigration(migrationId);
      assert.ok(models.spentDollars > 0);
      assert.equal(models.targetsWithoutModel, 0);
    });

    test('have what they did published, and never see the key of the model', async skein => {
      await api.startMigration(migrationId);

      await assertEnds(NAMES, 'prOpen');

      for (const target of await findTargets()) {
        const diff = await codeHost.readDiff(
          target.repository.split('/').slice(1).join('/'),
          target.pullRequest.number,
        );
        assert.equal(
          normalizeDiff(diff),
          await readExpectedDiff(target, { withAgent: true }),
        );
      }
      assert.ok(!skein.stack.tailBackendLog(Infinity).includes(REAL_KEY));
      assert.deepEqual(await findProcesses(/gemini\.js |bin\/opencode /), []);
    });
  },
  {
    isStory: true,
    skip: missing,
    configs: ['app-config.agents.yaml'],
    estateArgs: ['--repositories', NAMES.join(',')],
    prepare: async stack =>
      await stack.startModels({
        script: await writeScript(stack.stateFolder),
        port: await findFreePort(),
      }),
  },
);
