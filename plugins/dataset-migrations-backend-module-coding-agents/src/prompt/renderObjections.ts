import type { AgentPrompt } from '@skein/backstage-plugin-dataset-migrations-node';
import { quoteData } from './quoteData';
import { toPrompt } from './toPrompt';

/** What an agent is told after the verifiers were satisfied and a judge was not. */
export function renderObjections(reasons: string): AgentPrompt {
  return toPrompt(
    [
      'The verifiers pass. A judge has read your changes, and objects:',
      quoteData(reasons),
      'Mend what is right of this in the files, with the same rules as before, and come to an end. If an objection is wrong, or a place cannot be moved by these rules, leave it.',
    ].join('\n\n'),
  );
}
