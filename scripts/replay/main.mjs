import fs from 'node:fs/promises';
import { runMain, say } from '../say.mjs';
import { checkPromises } from './checkPromises.mjs';
import { HELP, readOptions } from './readOptions.mjs';
import { renderFunnel, renderMarkdown } from './renderFunnel.mjs';
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
    await fs.writeFile(options.json, `${JSON.stringify(funnel, null, 2)}\n`);
  }
  if (options.markdown) {
    await fs.writeFile(options.markdown, renderMarkdown(funnel));
  }
  const broken = checkPromises(funnel);
  say(
    broken.length === 0
      ? 'Every target is settled, and every promise holds.'
      : broken.map(sentence => `Not as promised: ${sentence}.`).join('\n'),
  );
  process.exitCode = broken.length === 0 ? 0 : 1;
});
