import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { hashOf } from '../names/NodeId';
import type { DbNodeRow } from '../database/rows';

/** A node, and the entity that it should have now. */
export interface NodeState {
  row: DbNodeRow;
  entity?: Entity;
}

/** What is to be said to the catalog of some nodes, and what is true of their rows once it has heard. */
export interface MutationPlan {
  added: Entity[];
  removed: string[];
  published: Array<
    Pick<DbNodeRow, 'published_ref' | 'published_hash'> & { row: DbNodeRow }
  >;
}

/** Compares the entities that nodes should have with those that the catalog was given. Looks at nothing but its argument. */
export function planMutation(states: NodeState[]): MutationPlan {
  const plan: MutationPlan = { added: [], removed: [], published: [] };
  for (const { row, entity } of states) {
    const ref = entity ? stringifyEntityRef(entity) : null;
    const hash = entity ? hashOf(entity) : null;
    if (entity && (ref !== row.published_ref || hash !== row.published_hash)) {
      plan.added.push(entity);
    }
    if (row.published_ref !== null && row.published_ref !== ref) {
      plan.removed.push(row.published_ref);
    }
    plan.published.push({ row, published_ref: ref, published_hash: hash });
  }
  return plan;
}
