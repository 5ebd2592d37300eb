import { parseArgs } from 'node:util';
import { ScriptError } from '../say.mjs';
import { FAULTS } from './faults/index.mjs';

export const HELP = `npm run chaos -- [OPTIONS]

  --minutes N      how long faults come while work goes on. Default: 3
  --seed N         decides which fault comes when, and what people do. Default: by chance, and printed
  --replicas N     how many backends. Default: 2
  --targets N      how many small consumers there are, beside three others. Default: 10 for each minute, so that there is
                   work as long as there are faults
  --lease N        seconds of a lease; on a machine with much else to do, renewals need longer ones. Default: 15
  --patience N     seconds before people answer a pull request. Default: 0, and up to 12 more by chance
  --settle N       in how many seconds everything has to come to its end after the faults. Default: 180
  --faults A,B     only these faults: ${Object.keys(FAULTS).join(', ')}
  --json FILE      write the counts and verdicts there, too
  --mutations [A,B]  plant faults in a copy of the project, one at a time, and see whether a run finds them
  --until-violation  look at the invariants all the time, and end at the first violation
  --keep           keep the folder with logs and the code host's state

The exit code is 1 when an invariant was violated.`;

function readNumber(name, text, { fallback, min, max, whole = true }) {
  const value = text === undefined ? fallback : Number(text);
  const fits = whole ? Number.isInteger(value) : Number.isFinite(value);
  if (!fits || value < min || value > max) {
    throw new ScriptError(
      `--${name}: "${text}" is not ${
        whole ? 'a whole number' : 'a number'
      } from ${min} to ${max}`,
    );
  }
  return value;
}

function readFaults(text) {
  const names = text?.split(',') ?? Object.keys(FAULTS);
  const unknown = names.filter(name => !Object.hasOwn(FAULTS, name));
  if (unknown.length > 0) {
    throw new ScriptError(
      `--faults: there is no fault "${unknown.join(
        '", "',
      )}"; there are ${Object.keys(FAULTS).join(', ')}`,
    );
  }
  return names;
}

/** The command line, checked. */
export function readOptions(argumentList) {
  let values;
  let positionals;
  try {
    ({ values, positionals } = parseArgs({
      args: argumentList,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        minutes: { type: 'string' },
        seed: { type: 'string' },
        replicas: { type: 'string' },
        targets: { type: 'string' },
        lease: { type: 'string' },
        patience: { type: 'string' },
        settle: { type: 'string' },
        faults: { type: 'string' },
        json: { type: 'string' },
        mutations: { type: 'boolean', default: false },
        'until-violation': { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new ScriptError(`${error.message}\n\n${HELP}`);
  }
  if (positionals.length > 0 && !values.mutations) {
    throw new ScriptError(
      `"${positionals.join(' ')}" is not an option\n\n${HELP}`,
    );
  }
  const minutes = readNumber('minutes', values.minutes, {
    fallback: 3,
    min: 0.5,
    max: 24 * 60,
    whole: false,
  });
  return {
    help: values.help,
    mutations: values.mutations
      ? positionals.flatMap(text => text.split(','))
      : undefined,
    minutes,
    seed: readNumber('seed', values.seed, {
      fallback: Date.now() % 1_000_000,
      min: 0,
      max: 2 ** 31,
    }),
    replicas: readNumber('replicas', values.replicas, {
      fallback: 2,
      min: 1,
      max: 16,
    }),
    extraConsumers: readNumber('targets', values.targets, {
      fallback: Math.round(Math.min(5000, 10 * minutes)),
      min: 0,
      max: 5000,
    }),
    leaseSeconds: readNumber('lease', values.lease, {
      fallback: 15,
      min: 4,
      max: 600,
    }),
    patienceSeconds: readNumber('patience', values.patience, {
      fallback: 0,
      min: 0,
      max: 3600,
    }),
    settleSeconds: readNumber('settle', values.settle, {
      fallback: 180,
      min: 10,
      max: 3600,
    }),
    faults: readFaults(values.faults),
    untilViolation: values['until-violation'],
    json: values.json,
    keep: values.keep,
  };
}
