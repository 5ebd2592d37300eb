import type {
  Attempt,
  AttemptModels,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbAttemptRow } from '../../database/tables';
import { toIso, toOptionalIso } from '../../database/time';

/** An attempt as it leaves the house. */
export function toAttempt(
  row: Omit<DbAttemptRow, 'files' | 'shape'>,
  models?: AttemptModels,
): Attempt {
  return {
    id: row.id,
    number: row.number,
    agent: row.agent,
    worker: row.worker,
    state: row.state,
    startedAt: toIso(row.started_at),
    endedAt: toOptionalIso(row.ended_at),
    baseSha: row.base_sha ?? undefined,
    patch: row.patch ?? undefined,
    notes: JSON.parse(row.notes),
    findings: JSON.parse(row.findings),
    evidence: row.evidence === null ? undefined : JSON.parse(row.evidence),
    error: row.error ?? undefined,
    failureClass: row.failure_class ?? undefined,
    prompts: row.prompts === null ? undefined : JSON.parse(row.prompts),
    rounds: row.rounds ?? undefined,
    end: row.agent_end ?? undefined,
    endReason: row.agent_end_reason ?? undefined,
    ruling: row.ruling === null ? undefined : JSON.parse(row.ruling),
    models,
  };
}
