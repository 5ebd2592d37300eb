import fs from 'node:fs/promises';
import { runMain, say } from '../say.mjs';
import { runMutations } from './mutations/runMutations.mjs';
import { HELP, readOptions } from './readOptions.mjs';
import { renderReport } from './renderReport.mjs';
import { runChaos } from './runChaos.mjs';

/** Without the evidence itself, which is long. */
function toJson({ evidence, ...result }) {
  return {
    ...result,
    counts: {
      targets: evidence.targets.length,
      pullRequests: evidence.pullRequests.length,
      starts: evidence.boots.length,
      webhooks: evidence.sent.length,
    },
  };
}

await runMain(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    say(HELP);
    return;
  }
  if (options.mutations) {
    process.exitCode = (await runMutations(options.mutations, options)) ? 0 : 1;
    return;
  }
  const result = await runChaos(options);
  if (options.json) {
    await fs.writeFile(options.json, JSON.stringify(toJson(result), null, 2));
  }
  say(renderReport(result));
  process.exitCode = result.verdicts.some(
    ({ violations }) => violations?.length,
  )
    ? 1
    : 0;
});
