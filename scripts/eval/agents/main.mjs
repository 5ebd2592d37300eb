// Has agents move repositories of which the result is known, and prints how often it came out, in how many rounds, for how much.
import fs from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { runMain, say } from '../../say.mjs';
import { loadAgentsPart } from '../loadParts.mjs';
import {
  GATEWAY_LIMITS,
  readProvider,
  scriptedModel,
} from '../readProvider.mjs';
import { createConfiguredAgent, listSecrets } from './configuredAgent.mjs';
import { loadSuite } from './loadSuite.mjs';
import {
  createLoop,
  createRecorder,
  describeModel,
  PlayedModel,
} from './ModelAgents.mjs';
import { HELP, readAgentsOptions } from './readAgentsOptions.mjs';
import { comparable, readRecording, writeRecording } from './recordings.mjs';
import { renderMisses, renderResults } from './renderResults.mjs';
import { sumResults } from './scoreAttempt.mjs';
import { SCRIPTED_AGENTS, toScriptedAgent } from './scriptedAgents.mjs';
import { SuiteHost } from './SuiteHost.mjs';
import { writeModelScript } from './writeModelScript.mjs';

/** A scripted model costs nothing; its price is made up, to be counted. */
const SCRIPTED_DOLLARS = 1000;
const DIFF_BYTES = 100 * 1024;

async function evaluateScripted(host, cases) {
  const evaluated = [];
  for (const [agent, script] of Object.entries(SCRIPTED_AGENTS)) {
    const results = [];
    for (const each of cases) {
      results.push(
        await host.attempt({
          agent: toScriptedAgent(script, cases),
          each: { ...each, requiredLevel: 'E0' },
          dollars: SCRIPTED_DOLLARS,
        }),
      );
    }
    evaluated.push({
      agent,
      sum: sumResults(results),
      results,
      problems: results
        .filter(({ result }) => result !== script.expected)
        .map(
          ({ name, result, reason }) =>
            `${name}: the agent that ${agent} is counted as ${result}, and should be ${
              script.expected
            }${reason ? ` (${reason})` : ''}`,
        ),
    });
  }
  return evaluated;
}

/** The loop of the backend on a scripted model, and the same session played again from its record. */
async function evaluateLoop(host, cases) {
  const played = await PlayedModel.start();
  const results = [];
  const replayed = [];
  const problems = [];
  try {
    for (const each of cases) {
      const recorder = createRecorder([]);
      const result = await host.attempt({
        agent: played.playScript(writeModelScript(each), recorder.fetch),
        each,
        dollars: SCRIPTED_DOLLARS,
      });
      results.push(result);
      if (result.result !== 'asExpected') {
        problems.push(
          `${each.name}: the scripted loop is counted as ${
            result.result
          }, and should be asExpected (${result.reason ?? 'other files'})`,
        );
      }
      const again = await host.attempt({
        agent: played.playRecording({
          exchanges: await recorder.list(),
          model: describeModel(scriptedModel('')),
        }),
        each,
        dollars: SCRIPTED_DOLLARS,
      });
      replayed.push(again);
      if (!isDeepStrictEqual(comparable(again), comparable(result))) {
        problems.push(
          `${each.name}: played again it ended as ${again.result} (${
            again.reason ?? 'other files'
          })`,
        );
      }
    }
  } finally {
    await played.close();
  }
  const toEvaluated = (agent, own) => ({
    agent,
    model: 'scripted',
    promptVersion: own[0]?.promptVersion,
    sum: sumResults(own),
    results: own,
    problems: [],
  });
  return [
    { ...toEvaluated('loop of the backend', results), problems },
    toEvaluated('the same, played again', replayed),
  ];
}

async function evaluateModel(host, cases, options, env) {
  const { config, agent: id, dollars, record } = options;
  const environment = readProvider(env);
  if (config === undefined && !environment) {
    return undefined;
  }
  const secrets = [
    ...(environment ? [environment.provider.apiKey] : []),
    ...(config === undefined ? [] : await listSecrets(config, env)),
  ];
  const judges = options.judge && environment ? [createJudge(environment)] : [];
  const results = [];
  let model = environment;
  for (const each of cases) {
    const { fetch, list } = createRecorder(secrets);
    let agent;
    if (config === undefined) {
      agent = createLoop({ model, fetch });
    } else {
      ({ agent, model } = await createConfiguredAgent({
        file: config,
        id,
        env,
        fetch,
      }));
    }
    const result = await host.attempt({ agent, each, dollars, judges });
    results.push(result);
    say(`  ${each.name}: ${result.result}`);
    if (record !== undefined) {
      await writeRecording(record, {
        name: each.name,
        agent: agent.id,
        model: describeModel(model),
        exchanges: await list(),
        result: comparable(result),
      });
    }
  }
  return {
    agent: id ?? 'loop of the backend',
    model: model.name,
    promptVersion: results[0]?.promptVersion,
    sum: sumResults(results),
    results,
  };
}

function createJudge(model) {
  const { ModelJudge } = loadAgentsPart('judge/ModelJudge');
  return ModelJudge.create({
    id: 'reader',
    models: { main: model, others: [], limits: GATEWAY_LIMITS },
    diffBytes: DIFF_BYTES,
  });
}

async function replay(host, cases, folder) {
  const played = await PlayedModel.start();
  const results = [];
  const problems = [];
  try {
    for (const each of cases) {
      const recording = await readRecording(folder, each.name);
      if (!recording) {
        continue;
      }
      const result = await host.attempt({
        agent: played.playRecording(recording),
        each,
        dollars: SCRIPTED_DOLLARS,
      });
      results.push(result);
      const same = isDeepStrictEqual(
        JSON.parse(JSON.stringify(comparable(result))),
        recording.result,
      );
      if (!same) {
        problems.push(
          `${each.name}: it ended as ${
            recording.result.result
          } when it was kept, and as ${result.result} now (${
            result.reason ?? 'other files'
          }); what is asked has changed, or what is done with the answers`,
        );
      }
    }
  } finally {
    await played.close();
  }
  return {
    agent: 'kept sessions',
    model: 'played again',
    promptVersion: results[0]?.promptVersion,
    sum: sumResults(results),
    results,
    problems,
  };
}

await runMain(async () => {
  const options = readAgentsOptions(process.argv.slice(2));
  if (options.help) {
    say(HELP);
    return;
  }
  const cases = await loadSuite(options.cases);
  const host = await SuiteHost.open(cases);
  try {
    const harness = [
      ...(await evaluateScripted(host, cases)),
      ...(await evaluateLoop(host, cases)),
    ];
    say(
      `\nThe harness, with scripted agents (no model was asked)\n${renderResults(
        harness,
      )}`,
    );
    const replayed =
      options.replay && (await replay(host, cases, options.replay));
    if (replayed) {
      say(`\nKept sessions, played again\n${renderResults([replayed])}`);
    }
    const evaluated = await evaluateModel(host, cases, options, process.env);
    if (evaluated) {
      say(
        `\nThe agent with its model\n${renderResults([
          evaluated,
        ])}\n${renderMisses(evaluated.results)}`,
      );
    } else {
      say('\nNo model was evaluated: none is named (see --help).');
    }
    const problems = [...harness, ...(replayed ? [replayed] : [])].flatMap(
      each => each.problems,
    );
    for (const problem of problems) {
      say(`counted wrong: ${problem}`);
    }
    if (options.json) {
      const report = { name: 'agents', harness, replayed, evaluated };
      await fs.writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
    }
    process.exitCode = problems.length > 0 ? 1 : 0;
  } finally {
    await host.close();
  }
});
