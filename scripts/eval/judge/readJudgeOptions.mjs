import { parseArgs } from 'node:util';
import { ScriptError } from '../../say.mjs';
import { PROVIDER_HELP } from '../readProvider.mjs';

export const HELP = `npm run eval -- judge [OPTIONS]

  --most N       faults of each class at most. Default: 25
  --patches N    right patches at most. Default: all
  --dollars N    what the model may cost. Default: 5
  --json FILE    write every verdict there, too

Scripted judges, of which is known what they say, show that the harness counts right. ${PROVIDER_HELP}
The exit code is 1 when the harness counts wrong.`;

function readNumber(name, text, fallback) {
  const value = text === undefined ? fallback : Number(text);
  if (!(value > 0)) {
    throw new ScriptError(`--${name}: "${text}" is not a number above 0`);
  }
  return value;
}

/** The command line, checked. */
export function readJudgeOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        help: { type: 'boolean', default: false },
        most: { type: 'string' },
        patches: { type: 'string' },
        dollars: { type: 'string' },
        json: { type: 'string' },
      },
    }));
  } catch (error) {
    throw new ScriptError(`${error.message}\n\n${HELP}`);
  }
  return {
    help: values.help,
    json: values.json,
    most: readNumber('most', values.most, 25),
    patches: readNumber('patches', values.patches, Infinity),
    dollars: readNumber('dollars', values.dollars, 5),
  };
}
