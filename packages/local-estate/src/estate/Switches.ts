/**
 * How the estate behaves as a whole: `down` answers 503 to everything, the two limits answer 403 as GitHub does.
 * @public
 */
export type EstateMode = 'up' | 'down' | 'rateLimited' | 'secondaryRateLimited';

const MODES: EstateMode[] = [
  'up',
  'down',
  'rateLimited',
  'secondaryRateLimited',
];

/**
 * Whether clients hear of what they did: `lost` does what a write asks for and then breaks the connection, which leaves
 * the client with an outcome that it does not know.
 * @public
 */
export type EstateAnswers = 'sent' | 'lost';

const ANSWERS: EstateAnswers[] = ['sent', 'lost'];

/**
 * How webhooks come: each once, each twice under the same id, or late and the last one first.
 * @public
 */
export type EstateWebhookOrder = 'once' | 'twice' | 'reversed';

const WEBHOOK_ORDERS: EstateWebhookOrder[] = ['once', 'twice', 'reversed'];

/**
 * Faults to order; absent fields stay as they are.
 * @public
 */
export interface SwitchSettings {
  /** Which fault the whole code host plays. */
  mode?: EstateMode;
  /** Waited before each answer of API and git. */
  latencyMilliseconds?: number;
  /** False drops webhooks, as a network fault would. */
  webhooks?: boolean;
  /** What clients hear of their writes. */
  answers?: EstateAnswers;
  /** Said with a secondary limit; 0 says nothing, as GitHub sometimes does. */
  retryAfterSeconds?: number;
  /** How webhooks come. */
  webhookOrder?: EstateWebhookOrder;
  /** False answers 404 to GraphQL, as a server without it does. */
  graphql?: boolean;
}

/**
 * The faults that are on now.
 * @internal
 */
export class Switches {
  #settings: Required<SwitchSettings> = {
    mode: 'up',
    latencyMilliseconds: 0,
    webhooks: true,
    answers: 'sent',
    retryAfterSeconds: 60,
    webhookOrder: 'once',
    graphql: true,
  };

  get settings(): Required<SwitchSettings> {
    return this.#settings;
  }

  /** Throws a sentence for people when a setting is not one. */
  set(input: unknown): void {
    if (typeof input !== 'object' || input === null) {
      throw new Error('The body must be a JSON object of settings.');
    }
    for (const [key, value] of Object.entries(input)) {
      assertSetting(key, value);
    }
    this.#settings = { ...this.#settings, ...input };
  }
}

function assertSetting(key: string, value: unknown): void {
  const oneOf = (choices: readonly string[]) =>
    choices.some(choice => choice === value)
      ? undefined
      : `one of ${choices.join(', ')}`;
  const fromZero =
    typeof value === 'number' && value >= 0 ? undefined : 'a number from 0';
  const expected = {
    mode: oneOf(MODES),
    latencyMilliseconds: fromZero,
    webhooks: typeof value === 'boolean' ? undefined : 'true or false',
    answers: oneOf(ANSWERS),
    retryAfterSeconds: fromZero,
    webhookOrder: oneOf(WEBHOOK_ORDERS),
    graphql: typeof value === 'boolean' ? undefined : 'true or false',
  };
  if (!(key in expected)) {
    throw new Error(
      `There is no setting ${key}; there are ${Object.keys(expected).join(
        ', ',
      )}.`,
    );
  }
  const mend = expected[key as keyof typeof expected];
  if (mend) {
    throw new Error(
      `${key} is ${JSON.stringify(value)}, and has to be ${mend}.`,
    );
  }
}
