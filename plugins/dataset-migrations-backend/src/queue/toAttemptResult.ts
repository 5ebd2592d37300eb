import { createHash } from 'node:crypto';
import { shapeOf } from '../clusters/shapeOf';
import type { EndAttemptOptions } from '../database/operations/attempts/endAttempt';
import type { AttemptRecord } from '../execution/AttemptOutcome';

/** The columns of an attempt that keep what it left behind. */
export function toAttemptResult(
  record: AttemptRecord,
): NonNullable<EndAttemptOptions['result']> {
  const { agents, baseSha, diff, evidence, findings, notes } = record;
  const { prompts, rounds, end, ruling } = record;
  return {
    ...(agents.length > 0 && { agent: agents.join(', ').slice(0, 100) }),
    base_sha: baseSha ?? null,
    patch: diff?.patch ?? null,
    patch_hash: diff
      ? createHash('sha256').update(diff.patch).digest('hex')
      : null,
    shape: diff ? shapeOf(diff.patch) : null,
    files: diff ? JSON.stringify(diff.files) : null,
    files_changed: diff?.filesChanged ?? null,
    lines_added: diff?.linesAdded ?? null,
    lines_removed: diff?.linesRemoved ?? null,
    findings: JSON.stringify(findings),
    notes: JSON.stringify(notes),
    prompts: prompts ? JSON.stringify(prompts) : null,
    rounds: rounds ?? null,
    agent_end: end?.kind ?? null,
    agent_end_reason: end?.reason ?? null,
    ruling: ruling ? JSON.stringify(ruling) : null,
    verdict: ruling?.verdict ?? null,
    evidence: evidence ? JSON.stringify(evidence) : null,
  };
}
