import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  EVIDENCE_LEVELS,
  type EvidenceLevel,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { AutoMergePolicy } from '../tracking/merging/planAutoMerge';

const KEY = 'pullRequests.autoMerge';
const METHODS = ['merge', 'squash', 'rebase'] as const;
const MOST_APPROVALS = 10;

/** Which pull requests are merged without a person doing it; none unless repositories are named. */
export function readAutoMerge(config: Config | undefined): AutoMergePolicy {
  const repositories =
    config?.getOptionalStringArray(`${KEY}.repositories`) ?? [];
  const wrong = repositories.find(
    each => !/^([\w.-]{1,255}\/){1,21}(\*|[\w.-]{1,255})$/.test(each),
  );
  if (wrong !== undefined) {
    throw refuse(
      'repositories',
      wrong,
      'owner/name, or owner/* for all repositories of an owner',
    );
  }
  const approvals = config?.getOptionalNumber(`${KEY}.approvals`) ?? 1;
  if (
    !Number.isInteger(approvals) ||
    approvals < 0 ||
    approvals > MOST_APPROVALS
  ) {
    throw refuse(
      'approvals',
      approvals,
      `a whole number from 0 to ${MOST_APPROVALS}`,
    );
  }
  return {
    repositories,
    approvals,
    minimumLevel: readOneOf<EvidenceLevel>(config, 'minimumLevel', {
      values: EVIDENCE_LEVELS,
      fallback: 'E5',
    }),
    requiredChecks:
      config?.getOptionalStringArray(`${KEY}.requiredChecks`) ?? [],
    method: readOneOf(config, 'method', {
      values: METHODS,
      fallback: 'squash',
    }),
  };
}

function readOneOf<T extends string>(
  config: Config | undefined,
  name: string,
  options: { values: readonly T[]; fallback: T },
): T {
  const { values, fallback } = options;
  const value = config?.getOptionalString(`${KEY}.${name}`) ?? fallback;
  const found = values.find(each => each === value);
  if (found === undefined) {
    throw refuse(name, value, `one of ${values.join(', ')}`);
  }
  return found;
}

function refuse(name: string, value: string | number, mend: string) {
  return new InputError(
    `datasetMigrations.${KEY}.${name} is ${value}; give ${mend}`,
  );
}
