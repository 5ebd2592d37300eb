import type { Knex } from 'knex';

/** Writes what an act on a target comes to; the target has to be locked since the act was planned. */
export type TargetChange = (tx: Knex.Transaction) => Promise<void>;
