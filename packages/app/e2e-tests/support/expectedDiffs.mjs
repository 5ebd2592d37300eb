import fs from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../../../scripts/paths.mjs';

const FOLDER = path.join(ROOT, 'packages/local-estate/expected');

/** The name of a target's expected diff: the repository, and for a share of a monorepo also its folder. */
export function nameOfTarget({ repository, paths }) {
  const name = repository.split('/').at(-1);
  const [folder] = (paths?.[0] ?? '').split('/').filter(Boolean);
  return folder ? `${name}-${folder}` : name;
}

/** The diff that was written by hand for a target: of the rewriter's work, or of what a coding agent makes of it. */
export async function readExpectedDiff(target, { withAgent = false } = {}) {
  const text = await fs.readFile(
    path.join(
      FOLDER,
      withAgent ? 'with-agent' : '',
      `${nameOfTarget(target)}.diff`,
    ),
    'utf8',
  );
  return normalizeDiff(text);
}

/** A diff without what git adds for itself: blob ids and file modes. */
export function normalizeDiff(text) {
  return text
    .split('\n')
    .filter(line => !/^index [0-9a-f]+\.\.[0-9a-f]+/.test(line))
    .join('\n')
    .trim();
}
