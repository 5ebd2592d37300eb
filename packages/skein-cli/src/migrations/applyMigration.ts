import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type {
  DatasetMigrationsApi,
  MappingContract,
  Migration,
  MigrationState,
  UpdateMigrationRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { WantedMigration } from './readMigrationFile';

/** A migration that has ended is not taken up again: a new one is made. */
const UNDER_WAY: MigrationState[] = [
  'draft',
  'planned',
  'running',
  'paused',
  'completing',
];

export interface ApplyMigrationOptions {
  api: DatasetMigrationsApi;
  wanted: WantedMigration;
  /** Who is to own it; absent for whoever owns the dataset, or has it already. */
  ownerRef?: string;
  /** What the wanted contract says. */
  contract: MappingContract;
  dryRun: boolean;
}

export interface AppliedMigration {
  outcome: 'created' | 'changed' | 'unchanged';
  /** What is not as it was. */
  changes: string[];
  migration: Migration;
}

/**
 * Makes a migration as it is wanted: the one of the same name over the same dataset is changed, a missing one is created. Doing it
 * twice does nothing the second time, and nothing is overwritten that somebody changes meanwhile.
 */
export async function applyMigration(
  options: ApplyMigrationOptions,
): Promise<AppliedMigration> {
  const applied = await applySettings(options);
  const { api, ownerRef, dryRun } = options;
  const { outcome, changes, migration } = applied;
  if (ownerRef === undefined || ownerRef === migration.ownerRef) {
    return applied;
  }
  return {
    outcome: outcome === 'unchanged' ? 'changed' : outcome,
    changes: [...changes, 'owner'],
    // what would be created cannot be asked for yet
    migration:
      dryRun && outcome === 'created'
        ? { ...migration, ownerRef }
        : await api.setOwners({
            migrationId: migration.id,
            ownerRef,
            coOwnerRefs: migration.coOwnerRefs.filter(ref => ref !== ownerRef),
            dryRun,
          }),
  };
}

async function applySettings(
  options: ApplyMigrationOptions,
): Promise<AppliedMigration> {
  const { api, wanted, contract, dryRun } = options;
  const same = await listSame(api, contract);
  const id = same.find(({ state }) => UNDER_WAY.includes(state))?.id;
  if (id === undefined) {
    const migration = await api.createMigration(
      { ...wanted, dryRun },
      dryRun ? undefined : { idempotencyKey: keyOf(wanted, same[0]?.id) },
    );
    return { outcome: 'created', changes: Object.keys(wanted), migration };
  }
  let ifMatch: string | undefined;
  const migration = await api.getMigration(
    { migrationId: id },
    {
      onEntityTag: tag => {
        ifMatch = tag;
      },
    },
  );
  const { text } = await api.getContract({ migrationId: id });
  const changes = findChanges(wanted, { ...migration, contract: text });
  if (Object.keys(changes).length === 0) {
    return { outcome: 'unchanged', changes: [], migration };
  }
  return {
    outcome: 'changed',
    changes: Object.keys(changes),
    migration: await api.updateMigration(
      { migrationId: id, ...changes, dryRun },
      { ifMatch },
    ),
  };
}

/** Those of the same name over the same dataset, the newest first. */
async function listSame(
  api: DatasetMigrationsApi,
  { metadata, spec }: MappingContract,
): Promise<Migration[]> {
  const [{ from }] = spec.datasets;
  const { items } = await api.listMigrations({ entityRef: from.entityRef });
  return items.filter(({ name }) => name === metadata.name);
}

function findChanges(
  wanted: WantedMigration,
  standing: Migration & { contract: string },
): UpdateMigrationRequest {
  const before = {
    ...standing,
    modelBudgetDollars: standing.models?.budgetDollars,
  };
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) =>
        value !== undefined &&
        !isDeepStrictEqual(value, before[name as keyof WantedMigration]),
    ),
  );
}

/** The same wish twice, such as by a pipeline that runs twice at once, makes one migration; once that has ended, another one. */
function keyOf(wanted: WantedMigration, endedId: string | undefined): string {
  return createHash('sha256')
    .update(JSON.stringify([wanted, endedId]))
    .digest('hex');
}
