import { runMain, say } from '../say.mjs';
import { HELP, readOptions } from './readOptions.mjs';
import { renderReport } from './renderReport.mjs';
import { runChaos } from './runChaos.mjs';

await runMain(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    say(HELP);
    return;
  }
  const result = await runChaos(options);
  say(renderReport(result));
  process.exitCode = result.verdicts.some(
    ({ violations }) => violations?.length,
  )
    ? 1
    : 0;
});
