import { parseArgs } from 'node:util';
import type { PopulationOptions } from './company/population/PopulationMember';
import type { LocalEstateOptions } from './startLocalEstate';

/**
 * Reads the command line of the estate's process.
 * @internal
 */
export function parseArguments(argumentList: string[]): LocalEstateOptions {
  const { values } = parseArgs({
    args: argumentList,
    options: {
      directory: { type: 'string' },
      port: { type: 'string' },
      'webhook-url': { type: 'string' },
      'webhook-secret': { type: 'string' },
      'anonymous-read': { type: 'boolean' },
      'with-trouble': { type: 'boolean' },
      'extra-consumers': { type: 'string' },
      'ci-delay': { type: 'string' },
      'github-limits': { type: 'string' },
      repositories: { type: 'string' },
      population: { type: 'string' },
    },
  });
  if (!values.directory) {
    throw new Error('--directory is missing: the folder that keeps the state.');
  }
  const url = values['webhook-url'];
  const secret = values['webhook-secret'];
  if (Boolean(url) !== Boolean(secret)) {
    throw new Error(
      '--webhook-url and --webhook-secret belong together: GitHub signs what it sends.',
    );
  }
  return {
    directory: values.directory,
    port: wholeNumber('port', values.port),
    webhook: url && secret ? { url, secret } : undefined,
    anonymousRead: values['anonymous-read'],
    withTrouble: values['with-trouble'],
    extraConsumers: wholeNumber('extra-consumers', values['extra-consumers']),
    ciDelayMilliseconds: wholeNumber('ci-delay', values['ci-delay']),
    githubLimitsClockRate: wholeNumber(
      'github-limits',
      values['github-limits'],
    ),
    repositories: values.repositories?.split(',').filter(Boolean),
    population: population(values.population),
  };
}

function wholeNumber(
  name: string,
  text: string | undefined,
): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d+$/.test(text)) {
    throw new Error(`--${name} is ${text}, and has to be a whole number.`);
  }
  return Number(text);
}

function population(text: string | undefined): PopulationOptions | undefined {
  if (text === undefined) {
    return undefined;
  }
  const parts = /^(\d+):(\d+):(\d+)$/.exec(text);
  if (!parts) {
    throw new Error(
      `--population is ${text}, and has to be SEED:DIRECT:INDIRECT, three whole numbers.`,
    );
  }
  const [seed, direct, indirect] = parts.slice(1).map(Number);
  return { seed, direct, indirect };
}
