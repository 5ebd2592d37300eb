import type { Entity } from '@backstage/catalog-model';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import { CONSUMER_FILTER } from '../extensions/filters';

/**
 * Whether migrations come to an entity, for `if` of `EntityLayout.Route` and `EntitySwitch.Case`.
 * @public
 */
export const isMigrationConsumer: (entity: Entity) => boolean =
  filterPredicateToFilterFunction(CONSUMER_FILTER);
