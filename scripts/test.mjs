// `npm test`: everything, in order; `npm test -- unit browser` runs only the steps of these names.
import { runMain, ScriptError } from './say.mjs';
import { findAgents } from './agents/findAgents.mjs';
import { runAgentTests } from './agents/runAgentTests.mjs';
import { runBrowserTests } from './testing/runBrowserTests.mjs';
import { reportChaos, runChaos } from './testing/runChaos.mjs';
import { runJest } from './testing/runJest.mjs';
import { WHOLE_DECLARATIONS } from './testing/WHOLE_DECLARATIONS.mjs';
import { runScriptTests } from './testing/runScriptTests.mjs';
import { runSteps } from './testing/runSteps.mjs';
import { prepareToolchain } from './toolchain.mjs';
import { runCommand } from './toolchain/runCommand.mjs';
import { ROOT } from './paths.mjs';

function listSteps(toolchain) {
  const { node, env, run } = toolchain;
  const check = (script, ...options) =>
    runCommand(node, [script, '--check', ...options], { cwd: ROOT, env });
  let hasDeclarations = false;
  let hasBuilds = false;
  const writeDeclarations = async () => {
    await run('tsc', ['--pretty', ...WHOLE_DECLARATIONS]);
    hasDeclarations = true;
  };
  const buildPackages = async () => {
    await run('backstage-cli', ['repo', 'build'], { quiet: true });
    hasBuilds = true;
  };
  return [
    {
      name: 'api',
      title: 'The REST API is described well, and what follows is up to date',
      run: async () => {
        await check('scripts/lint-api.mjs');
        await check('scripts/generate-api.mjs');
        await check('scripts/generate-contract-schema.mjs');
      },
    },
    {
      name: 'types',
      title: 'Type check',
      run: writeDeclarations,
    },
    {
      name: 'lint',
      title: 'Lint',
      run: async () => {
        await run('backstage-cli', ['repo', 'lint', '--max-warnings', '0']);
        await run('eslint', [
          '--ext',
          '.mjs,.cjs',
          '--max-warnings',
          '0',
          'scripts',
        ]);
      },
    },
    {
      name: 'format',
      title: 'Format',
      run: async () => {
        await run('prettier', ['--check', '--loglevel', 'warn', '.']);
      },
    },
    {
      name: 'reports',
      title: 'API reports are up to date',
      run: async () => {
        await check(
          'scripts/api-reports.mjs',
          ...(hasDeclarations ? ['--declared'] : []),
        );
      },
    },
    {
      name: 'builds',
      title: 'Packages build',
      run: async () => {
        await buildPackages();
        await runCommand(node, ['scripts/testing/checkBuiltRewriter.mjs'], {
          cwd: ROOT,
          env,
        });
      },
    },
    {
      name: 'unit',
      title: 'Unit and integration tests on SQLite and PostgreSQL',
      run: () => runJest(toolchain),
    },
    {
      name: 'agents',
      title: 'Real coding agents in the sandbox',
      run: async () => {
        await runAgentTests(toolchain, await findAgents());
      },
    },
    {
      name: 'browser',
      title: 'Browser tests',
      run: async () => runBrowserTests(toolchain, await findAgents()),
    },
    {
      name: 'adoption',
      title: 'Packed and added to fresh apps by the lines of the README',
      run: async () => {
        if (!hasBuilds) {
          await writeDeclarations();
          await buildPackages();
        }
        // it needs packages that are there only once the toolchain is
        const { runAdoption } = await import('./adoption/runAdoption.mjs');
        await runAdoption(toolchain);
      },
    },
    {
      name: 'scripts',
      title: 'Tests of the scripts',
      run: () => runScriptTests(toolchain),
    },
    {
      name: 'chaos',
      title: 'Chaos: faults for some minutes, and the invariants after them',
      // it waits more than it works
      beside: true,
      run: () => runChaos(toolchain),
      report: reportChaos,
    },
  ];
}

function chooseSteps(steps, names) {
  const known = steps.map(step => step.name);
  const unknown = names.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new ScriptError(
      `No test step is called "${unknown.join(
        '", "',
      )}"; use one of ${known.join(', ')}`,
    );
  }
  return names.length > 0
    ? steps.filter(step => names.includes(step.name))
    : steps;
}

await runMain(async () => {
  const toolchain = await prepareToolchain();
  const steps = chooseSteps(listSteps(toolchain), process.argv.slice(2));
  const { failed } = await runSteps(steps);
  process.exitCode = failed > 0 ? 1 : 0;
});
