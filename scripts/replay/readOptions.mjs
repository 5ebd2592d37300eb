import { parseArgs } from 'node:util';
import { ScriptError } from '../say.mjs';

/** As published: direct consumers of two datasets, and what hangs on those. */
const DIRECT = 1800;
const INDIRECT = 3000;

export const HELP = `npm run replay -- [OPTIONS]

  --scale N      share of the published case, whose ${DIRECT} direct and ${INDIRECT} indirect consumers are 1. Default: 1
  --seed N       decides who there is. Default: 1
  --concurrency N  attempts at once. Default: 4
  --minutes N    how long everything may take. Default: 240
  --json FILE    write the funnel there, too
  --keep         keep the folder with logs and the code host's state

The exit code is 1 when a target is left unsettled, a pull request is double, or a judgement field was altered.`;

function readNumber(name, text, { fallback, min, max }) {
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isFinite(value) || value < min || value > max) {
    throw new ScriptError(
      `--${name}: "${text}" is not a number from ${min} to ${max}`,
    );
  }
  return value;
}

/** The command line, checked. */
export function readOptions(argumentList) {
  let values;
  try {
    ({ values } = parseArgs({
      args: argumentList,
      options: {
        help: { type: 'boolean', default: false },
        scale: { type: 'string' },
        seed: { type: 'string' },
        concurrency: { type: 'string' },
        minutes: { type: 'string' },
        json: { type: 'string' },
        keep: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new ScriptError(`${error.message}\n\n${HELP}`);
  }
  const scale = readNumber('scale', values.scale, {
    fallback: 1,
    min: 0.005,
    max: 2,
  });
  return {
    help: values.help,
    json: values.json,
    keep: values.keep,
    scale,
    direct: Math.round(DIRECT * scale),
    indirect: Math.round(INDIRECT * scale),
    seed: Math.trunc(
      readNumber('seed', values.seed, { fallback: 1, min: 0, max: 2 ** 31 }),
    ),
    concurrency: Math.trunc(
      readNumber('concurrency', values.concurrency, {
        fallback: 4,
        min: 1,
        max: 64,
      }),
    ),
    minutes: readNumber('minutes', values.minutes, {
      fallback: 240,
      min: 1,
      max: 24 * 60,
    }),
  };
}
