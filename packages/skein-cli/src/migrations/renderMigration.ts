import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { renderLines } from './renderLines';

/** A migration as lines of text. */
export function renderMigration(migration: Migration): string {
  const counts = migration.targetCounts
    .map(({ state, count }) => `${count} ${state}`)
    .join(', ');
  return renderLines([
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
    ['Approval', describeApproval(migration)],
    ...migration.findings.map(({ message }): [string, string] => [
      'Warning',
      message,
    ]),
  ]);
}

/** Whether somebody else has to approve before it begins, and nothing where one person is enough. */
function describeApproval({ secondPerson }: Migration): string | undefined {
  if (!secondPerson) {
    return undefined;
  }
  const start = secondPerson.approvals.find(({ act }) => act === 'start');
  if (start?.state === 'approved') {
    return `of ${start.decidedBy}`;
  }
  if (!secondPerson.isNeeded) {
    return undefined;
  }
  return start
    ? `waits for a second person (skein migrations approve ${start.id}), ${start.requestedBy} has asked`
    : `a second person has to approve more than ${secondPerson.aboveTargets} targets; start asks for it`;
}
