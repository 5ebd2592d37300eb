import type { EvidenceLevel } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';

export interface ContractInForce {
  migration_id: string;
  contract_version: number;
  required_level: EvidenceLevel;
  /** JSON: MappingContract */
  contract: string;
}

/** The contract that each of some migrations goes by now, and what has to be proved. */
export async function listContractsInForce(
  knex: Knex,
  migrationIds: string[],
): Promise<ContractInForce[]> {
  return knex('migrations')
    .join('contracts', join => {
      join
        .on('contracts.migration_id', 'migrations.id')
        .andOn('contracts.version', 'migrations.contract_version');
    })
    .whereIn('migrations.id', migrationIds)
    .select(
      'contracts.migration_id',
      'migrations.contract_version',
      'migrations.required_level',
      'contracts.contract',
    );
}
