import { describeUnsafePath } from '../../git/checkGitNames';
import type { CheckoutChange } from '../patchPolicy/CheckoutChange';
import type { CheckoutBaseline } from './CheckoutBaseline';
import { ConfinedFolder, type ConfinedEntry } from './ConfinedFolder';

export interface SurveyCheckoutOptions {
  checkout: string;
  baseline: CheckoutBaseline;
  /** What is larger is not read, unless it was there before and is as large as it was. */
  maxFileSizeBytes: number;
  signal: AbortSignal;
}

/** More files than any repository that is worked on; whoever leaves so many wants to fill something up. */
const MOST_FILES = 500_000;
/** What nobody would review. */
const MOST_CHANGES = 5_000;

/** What has changed in a checkout since its baseline, in scope or not, in the order of paths. */
export async function surveyCheckout(
  options: SurveyCheckoutOptions,
): Promise<CheckoutChange[]> {
  const { checkout, baseline, signal } = options;
  const changed = new Map<string, CheckoutChange['after']>();
  const seen = new Set<string>();
  for await (const entry of ConfinedFolder.at(checkout).walk(
    path => describeUnsafePath(path) === undefined,
  )) {
    signal.throwIfAborted();
    seen.add(entry.path);
    if (seen.size > MOST_FILES) {
      throw new Error(`The checkout holds more than ${MOST_FILES} files now`);
    }
    const after = await lookAt(entry, options);
    if (after !== 'same') {
      changed.set(entry.path, after);
    }
    assertFew(changed.size);
  }
  for (const path of baseline.paths) {
    if (!seen.has(path)) {
      changed.set(path, undefined);
      assertFew(changed.size);
    }
  }
  const before = await baseline.read([...changed.keys()]);
  return [...changed]
    .map(([path, after]) => ({ path, before: before.get(path), after }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function assertFew(count: number): void {
  if (count > MOST_CHANGES) {
    throw new Error(
      `More than ${MOST_CHANGES} files of the checkout were changed, which nobody would review`,
    );
  }
}

async function lookAt(
  { path, file }: ConfinedEntry,
  { baseline, maxFileSizeBytes }: SurveyCheckoutOptions,
): Promise<CheckoutChange['after'] | 'same'> {
  if (!file || baseline.skipped.has(path)) {
    return 'special';
  }
  const known = baseline.find(path);
  if (
    file.sizeBytes > maxFileSizeBytes &&
    file.sizeBytes !== known?.sizeBytes
  ) {
    return 'tooLarge';
  }
  const mode = file.executable ? '100755' : '100644';
  const content = await file.read();
  return known?.mode === mode && baseline.holds(path, content)
    ? 'same'
    : { mode, content };
}
