import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import type { AgentResult } from '@skein/backstage-plugin-dataset-migrations-node';
import { plainText } from '../verification/plainText';

/** How many sentences for people are kept of one agent. */
export const MOST_NOTES = 50;

const MOST_FINDINGS = 500;
const MOST_PROMPTS = 20;
const MOST_ROUNDS = 1000;
/** Of what people read in a list. */
const MOST_TEXT_BYTES = 1000;
/** Of a prompt; longer ones are told apart by their hash. */
const MOST_PROMPT_BYTES = 50_000;

/** What a coding agent says, in sizes that can be stored and shown: it has read a repository that nobody trusts. */
export function boundAgentResult(result: AgentResult): AgentResult {
  const { findings, notes, reason, prompts, rounds } = result;
  return {
    ...result,
    findings: findings.slice(0, MOST_FINDINGS).map(boundFinding),
    notes: notes.slice(0, MOST_NOTES).map(short),
    ...(reason !== undefined && { reason: short(reason) }),
    ...(prompts && {
      prompts: prompts.slice(0, MOST_PROMPTS).map(prompt => ({
        version: prompt.version.slice(0, 100),
        hash: prompt.hash.slice(0, 100),
        text: plainText(prompt.text, MOST_PROMPT_BYTES),
      })),
    }),
    ...(rounds !== undefined && {
      rounds: Math.min(Math.max(Math.trunc(rounds) || 0, 0), MOST_ROUNDS),
    }),
  };
}

function boundFinding(finding: Finding): Finding {
  return {
    ...finding,
    file: short(finding.file),
    message: short(finding.message),
  };
}

function short(text: string): string {
  return plainText(text, MOST_TEXT_BYTES);
}
