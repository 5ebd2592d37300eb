import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { printable } from '../printable';

/** A migration as lines of text. */
export function renderMigration(migration: Migration): string {
  const counts = migration.targetCounts
    .map(({ state, count }) => `${count} ${state}`)
    .join(', ');
  const lines: Array<[string, string | undefined]> = [
    ['Id', migration.id],
    ['Title', migration.title],
    ['State', migration.state],
    ['Because', migration.stateReason],
    ['From', migration.fromRefs.join(', ')],
    ['To', migration.toRefs.join(', ')],
    ['Owner', migration.ownerRef],
    ['Co-owners', migration.coOwnerRefs.join(', ') || undefined],
    ['Deadline', migration.deadline],
    ['Evidence', migration.requiredLevel],
    ['Contract', `version ${migration.contractVersion}`],
    [
      'Targets',
      `${migration.settledCount} of ${migration.targetCount} settled${
        counts && ` (${counts})`
      }`,
    ],
    ...migration.findings.map(({ message }): [string, string] => [
      'Warning',
      message,
    ]),
  ];
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name.padEnd(10)}${printable(value!)}\n`)
    .join('');
}
