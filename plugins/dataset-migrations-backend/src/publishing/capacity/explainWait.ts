import { parseEntityRef } from '@backstage/catalog-model';
import type { BeyondCapacityRow } from '../../database/operations/publishing/beyondCapacity';

/** How each such reason begins. */
export const WAITS = 'Waits for a reviewer';

/** Why a publication waits for a reviewer. Looks at nothing but its argument. */
export function explainWait(row: BeyondCapacityRow): string {
  const busy = Number(row.team_busy ?? 0);
  const { owner_ref: team, team_limit: limit } = row;
  const isTeam =
    team !== null && limit !== null && busy + Number(row.team_turn) > limit;
  const [who, open] = isTeam
    ? [`team ${parseEntityRef(team).name}`, busy]
    : [
        `${row.repository_owner}/${row.repository_name}`,
        Number(row.repository_busy ?? 0),
      ];
  return `${WAITS}: ${who} has ${open} open pull request${
    open === 1 ? '' : 's'
  }`;
}
