import type { AgentPrompt } from '@skein/backstage-plugin-dataset-migrations-node';
import { createHash } from 'node:crypto';

/** Of the templates in this folder; goes up with each change of what they say. */
const PROMPT_VERSION = '3';

/** A prompt as it is kept with the attempt. */
export function toPrompt(text: string): AgentPrompt {
  return {
    version: PROMPT_VERSION,
    hash: createHash('sha256').update(text).digest('hex'),
    text,
  };
}
