import type { FollowedField, FollowedFields } from './planFollowing';

export interface RenderConflictsOptions {
  conflicts: readonly FollowedField[];
  wanted: FollowedFields;
  standing: FollowedFields;
  /** Who wrote the contract that stands. */
  contractBy: string;
}

/** Why an entity cannot be followed that says otherwise than people have set meanwhile, a line for each field. */
export function renderConflicts(options: RenderConflictsOptions): string {
  const { conflicts, wanted, standing, contractBy } = options;
  return conflicts
    .map(field => {
      if (field === 'contract') {
        return `spec.contract: was changed here by ${contractBy} since the entity and the migration agreed, and is not overwritten; take that over into the file, or store the contract of the file in the migration`;
      }
      const path = `spec.${field === 'ownerRef' ? 'owner' : field}`;
      return `${path}: ${JSON.stringify(
        wanted[field],
      )} does not overwrite ${JSON.stringify(
        standing[field] ?? null,
      )}, which somebody has set since the entity and the migration agreed; write that into the file, or set the value of the file in the migration`;
    })
    .join('\n');
}
