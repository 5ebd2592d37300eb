import type { ActDetail } from '@skein/backstage-plugin-dataset-migrations-common';

const MOST_DETAILS = 20;
const LONGEST_VALUE = 300;

/** Said elsewhere in the row, or in the database anyway; what would be as long as a contract; and what nobody is to read. */
const LEFT_OUT: readonly string[] = [
  'migrationId',
  'targetId',
  'contract',
  'dryRun',
  'secret',
];

/** What was asked for, in short: whoever reads it later wants to know what, and not every byte. */
export function describeAsked(request: object): ActDetail[] {
  return Object.entries(request)
    .filter(([name, value]) => !LEFT_OUT.includes(name) && value !== undefined)
    .slice(0, MOST_DETAILS)
    .map(([name, value]) => ({ name, value: shorten(renderValue(value)) }));
}

/** As text that the database can hold and that stays short. */
export function shorten(text: string): string {
  const clean = text.replaceAll('\0', '\uFFFD');
  return clean.length > LONGEST_VALUE
    ? `${[...clean].slice(0, LONGEST_VALUE - 1).join('')}…`
    : clean;
}

function renderValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
