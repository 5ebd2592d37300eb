import type { AgentPrompt } from '@skein/backstage-plugin-dataset-migrations-node';
import { quoteData } from './quoteData';
import { toPrompt } from './toPrompt';

/** What an agent is told after the verifiers were not satisfied. */
export function renderFollowUp(findings: string): AgentPrompt {
  return toPrompt(
    [
      'The verifiers have looked at your changes, and do not pass. What they found:',
      quoteData(findings),
      'Mend this in the files, with the same rules as before, and come to an end. If a place cannot be moved by these rules, put it back as it was.',
    ].join('\n\n'),
  );
}
