import { ConflictError } from '@backstage/errors';
import type {
  Migration,
  MigrationState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/inTransaction';
import type { DbMigrationRow } from '../../database/tables';
import { getMigrationRow, getMigrationView } from '../getMigrationView';
import type { ServiceContext } from '../ServiceContext';

export interface ChangeMigrationOptions {
  migrationId: string;
  /** States in which it can be done. */
  when: readonly MigrationState[];
  /** States in which it has been done already: nothing happens, and that is no error. */
  done?: readonly MigrationState[];
  /** What is to be done, for the error: "cannot be …". */
  verb: string;
  /** Shows what would be, and changes nothing. */
  dryRun?: boolean;
  /** May give why it is refused after all: what it has noted stays, and then that is thrown. */
  change(tx: Knex.Transaction, row: DbMigrationRow): Promise<void | Error>;
}

/** Changes a migration in one transaction, if its state permits; gives it as it is afterwards. */
export async function changeMigration(
  context: Pick<
    ServiceContext,
    'approval' | 'knex' | 'modelBudgets' | 'onChange'
  >,
  options: ChangeMigrationOptions,
): Promise<Migration> {
  const { knex, onChange } = context;
  const { migrationId, when, done = [], verb, dryRun, change } = options;
  const { view, refusal } = await inTransaction(knex, async tx => {
    // the row stays locked, so that two changes of one migration follow each other
    await tx<DbMigrationRow>('migrations')
      .where({ id: migrationId })
      .forUpdate()
      .first('id');
    const row = await getMigrationRow(tx, migrationId);
    const isPossible = when.includes(row.state);
    if (!isPossible && !done.includes(row.state)) {
      throw new ConflictError(
        `The migration '${row.title}' is ${
          row.state
        } and cannot be ${verb}; that is possible while it is ${when.join(
          ' or ',
        )}`,
      );
    }
    return {
      result: {
        refusal: isPossible ? await change(tx, row) : undefined,
        view: await getMigrationView({ ...context, knex: tx }, migrationId),
      },
      commits: !dryRun,
    };
  });
  if (!dryRun) {
    onChange(migrationId);
  }
  if (refusal) {
    throw refusal;
  }
  return view;
}
