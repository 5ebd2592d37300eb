import type { Entity } from '@backstage/catalog-model';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import { DATASET_FILTER } from '../extensions/filters';

/**
 * Whether an entity is a dataset, for `if` of `EntityLayout.Route` and `EntitySwitch.Case`.
 * @public
 */
export const isDataset: (entity: Entity) => boolean =
  filterPredicateToFilterFunction(DATASET_FILTER);
