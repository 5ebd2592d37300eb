import { ScriptError } from '../say.mjs';

const FORMATS = ['anthropic', 'chat'];
const PREFIX = 'SKEIN_EVAL_';

export const PROVIDER_HELP = `A model is asked when the environment names one:
  SKEIN_EVAL_URL        address of its provider, without the path of an API
  SKEIN_EVAL_FORMAT     ${FORMATS.join(' or ')}
  SKEIN_EVAL_MODEL      as the provider calls it
  SKEIN_EVAL_KEY        the key; it is written nowhere
  SKEIN_EVAL_PRICE      dollars for a million tokens of input and of output, for example 3,15`;

/** The model that the environment names; undefined when it names none. Throws for one that is named by half. */
export function readProvider(env) {
  const names = ['URL', 'FORMAT', 'MODEL', 'KEY', 'PRICE'];
  const missing = names.filter(name => !env[`${PREFIX}${name}`]);
  if (missing.length === names.length) {
    return undefined;
  }
  if (missing.length > 0) {
    throw new ScriptError(
      `${PREFIX}${missing[0]} is missing.\n\n${PROVIDER_HELP}`,
    );
  }
  const format = env[`${PREFIX}FORMAT`];
  if (!FORMATS.includes(format)) {
    throw new ScriptError(
      `${PREFIX}FORMAT is "${format}"; give ${FORMATS.join(' or ')}`,
    );
  }
  const price = env[`${PREFIX}PRICE`].split(',').map(Number);
  if (price.length !== 2 || !price.every(each => each >= 0)) {
    throw new ScriptError(
      `${PREFIX}PRICE is "${
        env[`${PREFIX}PRICE`]
      }"; give two numbers, for example 3,15`,
    );
  }
  const [input, output] = price;
  const name = env[`${PREFIX}MODEL`];
  return {
    id: 'evaluated',
    name,
    maxOutputTokens: 16_000,
    price: { input, output, cacheRead: input, cacheWrite: input },
    provider: {
      id: 'environment',
      formats: [format],
      baseUrl: env[`${PREFIX}URL`],
      apiKey: env[`${PREFIX}KEY`],
    },
  };
}

/** A model of the fake model server, at a made-up price. */
export function scriptedModel(baseUrl) {
  return {
    id: 'scripted',
    name: 'fake-1',
    maxOutputTokens: 4000,
    price: { input: 3, output: 15, cacheRead: 3, cacheWrite: 3 },
    provider: {
      id: 'fake',
      formats: ['anthropic'],
      baseUrl,
      apiKey: 'no-key',
    },
  };
}

/** What one request of an evaluation may be. */
export const GATEWAY_LIMITS = {
  requestBytes: 4 * 1024 ** 2,
  responseBytes: 16 * 1024 ** 2,
  requestSeconds: 600,
};
