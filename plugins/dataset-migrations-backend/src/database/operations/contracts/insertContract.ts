import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbContractRow } from '../../tables';
import { databaseNow } from '../../time';

export interface InsertContractOptions {
  tx: Knex.Transaction;
  migrationId: string;
  version: number;
  /** As it was given. */
  text: string;
  contract: MappingContract;
  createdBy: string;
}

/** Stores a version of a contract, which never changes afterwards. */
export async function insertContract(
  options: InsertContractOptions,
): Promise<void> {
  const { tx, migrationId, version, text, contract, createdBy } = options;
  await tx<DbContractRow>('contracts').insert({
    migration_id: migrationId,
    version,
    text,
    contract: JSON.stringify(contract),
    created_by: createdBy,
    created_at: databaseNow(tx),
  });
}
