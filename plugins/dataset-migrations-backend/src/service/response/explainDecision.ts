import { parseEntityRef } from '@backstage/catalog-model';
import type { Decision } from '@skein/backstage-plugin-dataset-migrations-common';

/** What follows from a decision that stands beside a state; undefined when that is nothing. */
export function explainDecision(
  decision: Decision | undefined,
): string | undefined {
  switch (decision?.kind) {
    case 'notOurs': {
      const { name } = parseEntityRef(decision.ownerRef!);
      return `${name} or the dataset owner says whether it belongs to ${name}.`;
    }
    case 'askException':
      return `The dataset owner grants the exception until ${decision.until} or refuses it; until then all goes on.`;
    default:
      return undefined;
  }
}
