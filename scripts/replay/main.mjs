import fs from 'node:fs/promises';
import { runMain, say } from '../say.mjs';
import { HELP, readOptions } from './readOptions.mjs';
import { renderFunnel } from './renderFunnel.mjs';
import { runReplay } from './runReplay.mjs';

await runMain(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    say(HELP);
    return;
  }
  const funnel = await runReplay(options);
  say(renderFunnel(funnel));
  if (options.json) {
    await fs.writeFile(options.json, JSON.stringify(funnel, null, 2));
  }
  const isWhole =
    funnel.unsettled === 0 &&
    funnel.duplicates === 0 &&
    funnel.judgementsAltered === 0;
  process.exitCode = isWhole ? 0 : 1;
});
