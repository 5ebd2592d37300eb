import type { DatasetMigrationSettings } from '@skein/backstage-plugin-dataset-migrations-common';
import { isDeepStrictEqual } from 'node:util';

/** What an entity can say of a migration. */
export interface FollowedFields extends DatasetMigrationSettings {
  ownerRef?: string;
  /** A hash: what counts is whether it is another one. */
  contract?: string;
}

export type FollowedField = keyof FollowedFields;

const FIELDS: readonly FollowedField[] = [
  'ownerRef',
  'contract',
  'requiredLevel',
  'deadline',
  'agents',
  'modelBudgetDollars',
  'judgeMode',
];

/** What an entity and its migration have agreed on before. */
export interface FollowBase {
  /** What the entity said when it last agreed with the migration. */
  said: FollowedFields;
  /** How the migration stood then. */
  found: FollowedFields;
}

export interface FollowingFacts {
  /** What the entity says now; what it does not say is left as it is. */
  wanted: FollowedFields;
  /** How the migration stands. */
  standing: FollowedFields;
  base: FollowBase;
}

export interface Following {
  /** What the entity has changed, and nobody else. */
  changes: FollowedField[];
  /** What the entity has changed after people had changed it too. */
  conflicts: FollowedField[];
}

/** What is to be changed so that a migration follows its entity. What only people have changed stays as they want it. */
export function planFollowing({
  wanted,
  standing,
  base,
}: FollowingFacts): Following {
  const changed = listChanged(wanted, base).filter(
    field => !isDeepStrictEqual(wanted[field], standing[field]),
  );
  const isUntouched = (field: FollowedField) =>
    isDeepStrictEqual(standing[field], base.found[field]);
  return {
    changes: changed.filter(isUntouched),
    conflicts: changed.filter(field => !isUntouched(field)),
  };
}

/** What an entity says otherwise than before. */
export function listChanged(
  wanted: FollowedFields,
  { said }: Pick<FollowBase, 'said'>,
): FollowedField[] {
  return FIELDS.filter(
    field =>
      wanted[field] !== undefined &&
      !isDeepStrictEqual(wanted[field], said[field]),
  );
}

/** What is agreed on when a migration has followed: of what people have changed it stays as it was. */
export function nextBase(
  facts: Omit<FollowingFacts, 'base'> & { base?: FollowBase },
): FollowBase {
  const { wanted, standing, base } = facts;
  const agreed = (field: FollowedField) =>
    isDeepStrictEqual(wanted[field], standing[field]);
  const pick = (choose: (field: FollowedField) => unknown): FollowedFields =>
    Object.fromEntries(FIELDS.map(field => [field, choose(field)]));
  return {
    said: pick(field =>
      wanted[field] === undefined || agreed(field)
        ? wanted[field]
        : base?.said[field],
    ),
    found: pick(field =>
      !base || agreed(field) ? standing[field] : base.found[field],
    ),
  };
}
