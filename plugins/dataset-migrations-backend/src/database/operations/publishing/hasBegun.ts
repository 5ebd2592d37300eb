import type { Knex } from 'knex';

/** Whether the publication of a target has begun: something of it may stand on the code host already. */
export function hasBegun(knex: Knex, targets: string): Knex.Raw<boolean> {
  return knex.raw(
    '(coalesce(??, 0) = ?? or ?? is not null)',
    ['begun_generation', 'generation', 'lease_owner'].map(
      column => `${targets}.${column}`,
    ),
  );
}
