import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';

/** For whom something is done that no caller has asked for, such as an entity of the catalog. */
export interface Behalf {
  /** As the history names it. */
  actor: string;
  /** Who owns the migration, in the place of the owner of its dataset. */
  ownerRef: string;
  /** Writes down what has to stay together with the change; it is taken back when this throws. */
  note(tx: Knex.Transaction, migration: Migration): Promise<void>;
}
