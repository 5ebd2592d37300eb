import type {
  EvidenceLevel,
  JudgeMode,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';

export interface ContractInForce {
  migration_id: string;
  contract_version: number;
  required_level: EvidenceLevel;
  /** JSON: MappingContract */
  contract: string;
  /** JSON: ids of the agents that may run; empty for all. */
  agents: string | null;
  fallback_agent: string | null;
  judge_mode: JudgeMode | null;
}

/** The contract that each of some migrations goes by now, what has to be proved, which agents may try, and what judges may do. */
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
      'migrations.agents',
      'migrations.fallback_agent',
      'migrations.judge_mode',
    );
}
