// Has judges look at diffs of which is known whether they are right, and prints how often they veto what is wrong and what is right.
import fs from 'node:fs/promises';
import { ROOT } from '../../paths.mjs';
import { runMain, say } from '../../say.mjs';
import { loadPart } from '../loadParts.mjs';
import { readProvider, scriptedModel } from '../readProvider.mjs';
import { renderColumns, renderShare } from '../renderColumns.mjs';
import { checkHarness } from './checkHarness.mjs';
import { listJudgeCases, RIGHT, spread } from './listJudgeCases.mjs';
import { HELP, readJudgeOptions } from './readJudgeOptions.mjs';
import { renderCost, renderVerdicts } from './renderVerdicts.mjs';
import { describeQuestion, runJudge } from './runJudge.mjs';
import { scoreVerdicts, sumVerdicts } from './scoreVerdicts.mjs';
import { SCRIPTED_JUDGES } from './scriptedJudges.mjs';

/** A scripted judge costs nothing; its price is made up, to be counted. */
const SCRIPTED_DOLLARS = 1000;

async function evaluateScripted(cases) {
  const { FakeModelServer, parseScript } = loadPart(
    'packages/fake-model-server/src',
  );
  const marked = cases.map(each => ({
    ...each,
    ...describeQuestion(each),
    wrong: each.kind !== RIGHT,
  }));
  const server = await FakeModelServer.start({
    script: parseScript('rules: [{ answer: { text: unused } }]'),
  });
  const judged = [];
  try {
    for (const [name, { script, expected }] of Object.entries(
      SCRIPTED_JUDGES,
    )) {
      server.play(parseScript(JSON.stringify(script(marked))));
      const { results, cost } = await runJudge({
        model: scriptedModel(server.url),
        cases,
        dollars: SCRIPTED_DOLLARS,
      });
      const sums = sumVerdicts(results);
      judged.push({
        name,
        sums,
        requests: cost.requests,
        problems: checkHarness(name, expected, sums),
      });
    }
  } finally {
    await server.close();
  }
  return judged;
}

function renderHarness(judged) {
  return renderColumns([
    [
      'scripted judge that',
      'true vetoes',
      'false vetoes',
      'undecided',
      'counted right',
    ],
    ...judged.map(({ name, sums: { right, wrong }, problems }) => [
      name,
      renderShare(wrong.veto, wrong.judged),
      renderShare(right.veto, right.judged),
      renderShare(
        right.undecided + wrong.undecided,
        right.judged + wrong.judged,
      ),
      problems.length === 0 ? 'yes' : 'NO',
    ]),
  ]);
}

function renderCases(cases) {
  const kinds = [...new Set(cases.map(({ kind }) => kind))];
  return renderColumns([
    ['class', 'cases', 'E2 lets through'],
    ...kinds.map(kind => {
      const own = cases.filter(each => each.kind === kind);
      return [kind, own.length, own.filter(({ passes }) => passes).length];
    }),
  ]);
}

await runMain(async () => {
  const options = readJudgeOptions(process.argv.slice(2));
  if (options.help) {
    say(HELP);
    return;
  }
  const model = readProvider(process.env);
  const cases = await listJudgeCases({
    root: ROOT,
    most: options.most,
    choosePatches: patches => spread(patches, options.patches),
  });
  say(`\nCases\n${renderCases(cases)}`);
  const scripted = await evaluateScripted(cases);
  say(
    `\nThe harness, with scripted judges (no model was asked)\n${renderHarness(
      scripted,
    )}`,
  );
  const problems = scripted.flatMap(each => each.problems);
  for (const problem of problems) {
    say(`counted wrong: ${problem}`);
  }
  const [{ version }] = cases.map(describeQuestion);
  let evaluated;
  if (model) {
    const { results, cost } = await runJudge({
      model,
      cases,
      dollars: options.dollars,
      onCase: (done, all) =>
        done % 20 === 0 ? say(`  ${done} of ${all}`) : undefined,
    });
    const scores = scoreVerdicts(results);
    evaluated = {
      model: model.name,
      promptVersion: version,
      scores,
      cost,
      results,
    };
    say(
      `\nThe model ${model.name}, question version ${version}\n${renderVerdicts(
        scores,
      )}\n${renderCost(cost)}`,
    );
  } else {
    say('\nNo model was evaluated: the environment names none (see --help).');
  }
  if (options.json) {
    const report = {
      name: 'judge',
      cases: cases.map(({ id, kind, passes }) => ({ id, kind, passes })),
      harness: scripted,
      evaluated,
    };
    await fs.writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  }
  process.exitCode = problems.length > 0 ? 1 : 0;
});
