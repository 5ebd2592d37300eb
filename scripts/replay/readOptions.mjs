import { parseArgs } from 'node:util';
import { ScriptError } from '../say.mjs';

/** As published: direct consumers of two datasets, and what hangs on those. */
const DIRECT = 1800;
const INDIRECT = 3000;

export const HELP = `npm run replay -- [OPTIONS]

  --scale N      share of the published case, whose ${DIRECT} direct and ${INDIRECT} indirect consumers are 1. Default: 1
  --seed N       decides who there is. Default: 1
  --concurrency N  attempts at once. Default: 4
  --clock N      how many seconds of the company's and the code host's time go by in one. Default: 30
  --review-hours N  median time until a team answers a pull request, in the company's hours. Default: 1
  --minutes N    how long everything may take. Default: 240
  --json FILE    write the funnel there, too
  --markdown FILE  the same as a table
  --keep         keep the folder with logs, targets and the code host's state; it is kept anyway when a replay does not end well

Once a minute a line says how far it is. Ctrl-C ends everything that was started, and prints what there is.
The exit code is 1 when a target is left unsettled or a migration not completed, a reader was not found, a pull request is
double, a judgement field was altered, or the code host refused something for its limits.`;

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
        markdown: { type: 'string' },
        clock: { type: 'string' },
        'review-hours': { type: 'string' },
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
    markdown: values.markdown,
    clockRate: Math.trunc(
      readNumber('clock', values.clock, { fallback: 30, min: 1, max: 3600 }),
    ),
    medianReviewHours: readNumber('review-hours', values['review-hours'], {
      fallback: 1,
      min: 0.01,
      max: 240,
    }),
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
