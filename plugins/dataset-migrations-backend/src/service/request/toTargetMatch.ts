import type { TargetFilter } from '@skein/backstage-plugin-dataset-migrations-common';
import type { MatchTargetsOptions } from '../../database/operations/targets/listTargetRows';
import { parseRefParameter } from './parseRefParameter';

/** What callers say of the targets that they mean, as the database is asked for it. */
export function toTargetMatch(
  filter: TargetFilter,
  place?: 'query' | 'body.filter',
): Omit<MatchTargetsOptions, 'migrationId' | 'visibleTo'> {
  const { ownerRef } = filter;
  return {
    states: filter.state,
    decisions: filter.decision,
    ownerRef:
      ownerRef === undefined
        ? undefined
        : parseRefParameter('ownerRef', ownerRef, place),
    wave: filter.wave,
    condition: filter.condition,
    failureClass: filter.failureClass,
    text: filter.text || undefined,
  };
}
