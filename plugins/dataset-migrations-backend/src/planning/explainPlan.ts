import type { DiscoveryFinding } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Plan } from './Plan';

/** What came out of planning, in a sentence or two; shown as the reason of the state. */
export function explainPlan(
  plan: Plan,
  findings: readonly DiscoveryFinding[],
): string {
  const failed = findings.some(({ kind }) => kind === 'sourceFailed');
  const doubt = failed ? ' A source failed, so some may be missing.' : '';
  const found = plan.consumers.length;
  if (found === 0) {
    return `No consumers were found, so there is nothing to move.${doubt}`;
  }
  const consumers = `${found} ${found === 1 ? 'consumer' : 'consumers'}`;
  const count = plan.targets.length;
  if (count === 0) {
    return `${consumers} found, but none of them can be moved; the list of consumers says why.${doubt}`;
  }
  return `${consumers} found; ${count} ${
    count === 1 ? 'target' : 'targets'
  } to move.${doubt}`;
}
