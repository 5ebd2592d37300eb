import { parseArguments } from './parseArguments';
import { startLocalEstate } from './startLocalEstate';

/** How often the process looks whether its parent is still there. */
const PARENT_CHECK_MILLISECONDS = 1000;

async function main() {
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const estate = await startLocalEstate({
    ...parseArguments(process.argv.slice(2)),
    log,
  });

  let stopping = false;
  const stop = async () => {
    if (!stopping) {
      stopping = true;
      await estate.close();
      process.exit(0);
    }
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // An estate that was started by another process ends with it, even if that one was killed.
  process.on('disconnect', stop);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) {
      stop();
    }
  }, PARENT_CHECK_MILLISECONDS).unref();

  const { close, ...addresses } = estate;
  process.stdout.write(`${JSON.stringify(addresses)}\n`);
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
