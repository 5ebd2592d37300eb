import { isInScope, type Scope } from '../isInScope';
import type { CheckoutChange, RefusedEdit } from './CheckoutChange';
import { findScriptChange } from './findScriptChange';
import { findShrunkTests } from './findShrunkTests';
import { describeProtectedFile } from './protectedFiles';

/** Where git looks for what makes a file a binary one. */
const SNIFFED_BYTES = 8000;

/** The edits of a coding agent that are not let through, with why. Each path is named once. */
export function decideRefusedEdits(
  changes: CheckoutChange[],
  scope: Scope,
): RefusedEdit[] {
  const refused: RefusedEdit[] = [];
  const allowed: CheckoutChange[] = [];
  for (const change of changes) {
    const reason = refuse(change, scope);
    if (reason === undefined) {
      allowed.push(change);
    } else {
      refused.push({ path: change.path, reason });
    }
  }
  const shrunk = findShrunkTests(
    allowed.map(({ path, before, after }) => ({
      path,
      before: before && textOf(before.content),
      after: typeof after === 'object' ? textOf(after.content) : undefined,
    })),
  );
  return [...refused, ...shrunk];
}

function refuse(
  { path, before, after }: CheckoutChange,
  scope: Scope,
): string | undefined {
  if (!isInScope(path, scope)) {
    return 'lies outside of the paths of this target';
  }
  if (after === 'special') {
    return 'is a symbolic link or no plain file';
  }
  const what = describeProtectedFile(path);
  if (what !== undefined) {
    return what;
  }
  if (after === 'tooLarge') {
    return 'is larger than what verifiers read';
  }
  if ((after?.mode ?? '100644') === '100755' && before?.mode !== '100755') {
    return 'was made executable';
  }
  if (before && after && before.mode !== after.mode) {
    return 'is not executable any more';
  }
  if ([before, after].some(file => file && isBinary(file.content))) {
    return 'is a binary file';
  }
  const part = findScriptChange(
    path,
    before ? textOf(before.content) : '',
    after ? textOf(after.content) : '',
  );
  return part === undefined
    ? undefined
    : `names commands that run on other machines (${part})`;
}

function isBinary(content: Uint8Array): boolean {
  return content.subarray(0, SNIFFED_BYTES).includes(0);
}

function textOf(content: Uint8Array): string {
  return Buffer.from(content).toString('utf8');
}
