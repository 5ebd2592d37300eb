import { NotFoundError } from '@backstage/errors';
import {
  explainContract,
  type StoredContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { findContract } from '../../database/operations/contracts/findContract';
import type { DbMigrationRow } from '../../database/tables';
import { toIso } from '../../database/time';

/** The contract in force of a migration, as it was written and in plain words. */
export async function getContract(
  knex: Knex,
  migration: DbMigrationRow,
): Promise<StoredContract> {
  const version = migration.contract_version;
  const row = await findContract(knex, { migrationId: migration.id, version });
  if (!row) {
    throw new NotFoundError(
      `Version ${version} of the contract of '${migration.title}' is missing`,
    );
  }
  return {
    version: row.version,
    text: row.text,
    createdBy: row.created_by,
    createdAt: toIso(row.created_at),
    explanation: explainContract(JSON.parse(row.contract)),
  };
}
