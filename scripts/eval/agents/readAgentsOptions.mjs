import { parseArgs } from 'node:util';
import { ScriptError } from '../../say.mjs';
import { PROVIDER_HELP } from '../readProvider.mjs';

export const HELP = `npm run eval -- agents [OPTIONS]

  --cases A,B     only these cases. Default: all
  --config FILE   a configuration of Backstage, with --agent ID: any agent that it has
  --agent ID      which one
  --judge         the model of the environment also judges what comes out
  --dollars N     what one case may cost. Default: 2
  --record FOLDER keep the sessions of the model, redacted
  --replay FOLDER play sessions again that were kept, without a model
  --json FILE     write every result there, too

Scripted agents, of which is known how they do, show that the harness counts right; they run in any case. Without --config the
loop of the backend works with the model of the environment, if it names one. ${PROVIDER_HELP}
The exit code is 1 when the harness counts wrong, or a session does not end as it did when it was kept.`;

/** The command line, checked. */
export function readAgentsOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        help: { type: 'boolean', default: false },
        cases: { type: 'string' },
        config: { type: 'string' },
        agent: { type: 'string' },
        judge: { type: 'boolean', default: false },
        dollars: { type: 'string' },
        record: { type: 'string' },
        replay: { type: 'string' },
        json: { type: 'string' },
      },
    }));
  } catch (error) {
    throw new ScriptError(`${error.message}\n\n${HELP}`);
  }
  const dollars = Number(values.dollars ?? 2);
  if (!(dollars > 0)) {
    throw new ScriptError(
      `--dollars: "${values.dollars}" is not a number above 0`,
    );
  }
  if ((values.config === undefined) !== (values.agent === undefined)) {
    throw new ScriptError('--config and --agent: give both, or none');
  }
  return { ...values, dollars, cases: values.cases?.split(',') };
}
