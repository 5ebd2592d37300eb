import { InputError } from '@backstage/errors';
import type { JudgeMode } from '@skein/backstage-plugin-dataset-migrations-common';
import type { ServiceContext } from './ServiceContext';

/** Throws `InputError` for a mode that is less strict than the configuration, or that nobody could pass. */
export function checkJudgeMode(
  { judgeIds, policy }: ServiceContext['judging'],
  mode: JudgeMode | null | undefined,
): void {
  if (mode === 'advisory' && policy.mode === 'blocking') {
    throw new InputError(
      "body.judgeMode: 'advisory' is less strict than 'blocking', which the configuration wants; leave it out, or ask an admin to change datasetMigrations.judge.mode",
    );
  }
  if (mode === 'blocking' && judgeIds.length === 0) {
    throw new InputError(
      "body.judgeMode: 'blocking' lets nothing through, since no judge is installed; leave it out, or ask an admin to add one, for example under datasetMigrations.codingAgents.judges",
    );
  }
}
