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
  const expected = {
    mode: MODES.some(mode => mode === value)
      ? undefined
      : `one of ${MODES.join(', ')}`,
    latencyMilliseconds:
      typeof value === 'number' && value >= 0 ? undefined : 'a number from 0',
    webhooks: typeof value === 'boolean' ? undefined : 'true or false',
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
