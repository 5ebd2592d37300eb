import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import type { AgentResult } from '@skein/backstage-plugin-dataset-migrations-node';
import { redactSecrets } from '../git/redactSecrets';
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
/** So many times what is kept is read, since some of it may be taken out; an agent may send more than one wants to read. */
const MOST_HIDDEN = 8;

/** What a coding agent says, without secrets and in sizes that can be stored and shown: it has read a repository that nobody trusts. */
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
        text: bound(prompt.text, MOST_PROMPT_BYTES),
        ...(prompt.contextHash !== undefined && {
          contextHash: prompt.contextHash.slice(0, 100),
        }),
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
  return bound(text, MOST_TEXT_BYTES);
}

/** Without what cannot be seen, which could divide a secret; then without secrets, and only then cut, since half of one would stay. */
function bound(text: string, mostBytes: number): string {
  const read = text.slice(0, mostBytes * MOST_HIDDEN);
  return plainText(redactSecrets(plainText(read, Infinity)), mostBytes);
}
