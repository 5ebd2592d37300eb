import { parseArguments } from './parseArguments';
import { startLocalEstate } from './startLocalEstate';

/** How often the process looks whether its parent is still there. */
const PARENT_CHECK_MILLISECONDS = 1000;

/**
 * Makes this process an estate: prints one line of JSON when it is up, and ends on SIGTERM, on SIGINT, and when its
 * parent is gone.
 * @public
 */
export async function runLocalEstate(argumentList: string[]): Promise<void> {
  const estate = await startLocalEstate({
    ...parseArguments(argumentList),
    log: line => process.stderr.write(`${line}\n`),
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
  // A parent that was killed says nothing: its channel closes, or another process takes its place.
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
