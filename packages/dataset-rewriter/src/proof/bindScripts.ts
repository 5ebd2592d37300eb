import type {
  BoundColumn,
  Outcome,
  ProofDatabase,
} from './duckdb/ProofDatabase';
import { compareOutputs, describeRenamed } from './compare/compareOutputs';
import type { ProofContext, ScriptPair, StatementPair } from './QueryPair';
import { createNames, createTable, proofName } from './schemas/createTables';
import { guessType, TYPES_TO_TRY } from './schemas/guessType';
import { findUntold } from './schemas/findUntold';
import { placeMissingColumn } from './schemas/placeMissingColumn';
import type { PreparedStatement } from './statements/prepareScript';
import type { ProofTable, Side } from './statements/TableCatalog';
import type { RungStatus } from './types';

/** What binding says of one statement. */
export interface BoundStatement {
  pair: StatementPair;
  status: RungStatus;
  detail: string;
  /** Whether the query as it was did bind, so that the new one can be compared with it. */
  hasReference: boolean;
  outputs?: { old: BoundColumn[]; new: BoundColumn[] };
}

const MOST_ROUNDS = 200;
const MOST_TRIED_COLUMNS = 12;
const FILLER = { name: 'skein_unknown', type: 'INTEGER' };

class ScriptBinder {
  readonly #script: ScriptPair;
  readonly #context: ProofContext;
  readonly #database: ProofDatabase;

  constructor(
    script: ScriptPair,
    context: ProofContext,
    database: ProofDatabase,
  ) {
    this.#script = script;
    this.#context = context;
    this.#database = database;
  }

  async createDatasets() {
    const { moves, schemas } = this.#context;
    for (const table of this.#script.catalog.all()) {
      if (table.dataset) {
        const { move, side } = table.dataset;
        const columns = schemas[moves.indexOf(move)][side];
        await createTable(this.#database, table, columns, side);
      }
    }
  }

  async bind(pair: StatementPair): Promise<BoundStatement> {
    const result = (
      status: RungStatus,
      detail: string,
      hasReference = false,
    ): BoundStatement => ({ pair, status, detail, hasReference });
    if (pair.old.kind === 'other') {
      return pair.isChanged
        ? result(
            'notProved',
            'It is not a query, so that nothing can be bound.',
          )
        : result('notApplicable', 'It reads nothing.');
    }
    const problem = pair.old.problem ?? this.#findHidden(pair);
    if (problem !== undefined) {
      return result('notProved', problem);
    }
    const before = await this.#bindBefore(pair.old);
    if ('problem' in before) {
      return result(
        'notProved',
        `The query as it was does not bind in DuckDB: ${short(before.problem)}`,
      );
    }
    if (pair.new.problem !== undefined) {
      return result('failed', pair.new.problem, true);
    }
    await this.#createOthers(pair.new, 'new');
    const after = await this.#database.bind(pair.new.sql);
    const untold =
      'problem' in after
        ? await findUntold(pair.new, after.problem, {
            context: this.#context,
            database: this.#database,
          })
        : undefined;
    if (untold !== undefined) {
      return result('notProved', untold, true);
    }
    if ('problem' in after) {
      return result(
        'failed',
        `It does not bind against the new schema: ${short(after.problem)}`,
        true,
      );
    }
    await this.#keepTarget(pair, before.value, after.value);
    const outputs = { old: before.value, new: after.value };
    const difference =
      pair.old.kind === 'query'
        ? compareOutputs(pair, outputs, this.#context)
        : undefined;
    return {
      ...result(
        difference ? 'failed' : 'proved',
        difference ?? this.#describe(pair, outputs),
        true,
      ),
      outputs,
    };
  }

  /** A star over a table that has columns which a star does not give. */
  #findHidden({ old, new: now }: StatementPair): string | undefined {
    const { moves, schemas } = this.#context;
    const hidden = [...old.uses, ...now.uses]
      .filter(({ isStar }) => isStar)
      .flatMap(({ table: { dataset } }) =>
        dataset ? [...schemas[moves.indexOf(dataset.move)].hiddenColumns] : [],
      );
    return hidden.length
      ? `It reads a star and ${hidden[0]}, which a star of BigQuery does not give and one of DuckDB does.`
      : undefined;
  }

  #describe(
    { new: now }: StatementPair,
    outputs: { old: BoundColumn[]; new: BoundColumn[] },
  ): string {
    const others = new Set(
      now.uses.map(({ table }) => table).filter(table => !table.isDescribed),
    ).size;
    const assumed = others
      ? `; the columns of ${others} other ${
          others === 1 ? 'table follow' : 'tables follow'
        } from their use`
      : '';
    return now.kind === 'query'
      ? `It binds against the new schema, and its ${
          outputs.new.length
        } outputs are as before${describeRenamed(outputs)}${assumed}.`
      : `It binds against the new schema${assumed}.`;
  }

  /** Adds to the tables that nobody described what the query needs of them, until it binds. */
  async #bindBefore(
    statement: PreparedStatement,
  ): Promise<Outcome<BoundColumn[]>> {
    const tried = new Set<string>();
    for (let round = 0; ; round += 1) {
      await this.#createOthers(statement, 'old');
      const bound = await this.#database.bind(statement.sql);
      if ('value' in bound || round > MOST_ROUNDS) {
        return bound;
      }
      const missing = placeMissingColumn(bound.problem, statement);
      if (!missing) {
        return (await this.#tryTypes(statement, bound.problem)) ?? bound;
      }
      const home = missing.tables.find(
        ({ table }) => !tried.has(`${table.schema} ${missing.column}`),
      );
      if (!home) {
        return bound;
      }
      tried.add(`${home.table.schema} ${missing.column}`);
      const type = guessType(missing.column, statement, this.#context.schemas);
      home.table.columns.set(missing.column.toLowerCase(), {
        name: missing.column,
        type,
      });
    }
  }

  /** Gives the guessed columns other types, one at a time, while that changes what the database complains of. */
  async #tryTypes(
    statement: PreparedStatement,
    first: string,
  ): Promise<Outcome<BoundColumn[]> | undefined> {
    let problem = first;
    const columns = openTables(statement)
      .flatMap(({ columns: guessed }) => [...guessed.values()])
      .slice(0, MOST_TRIED_COLUMNS);
    for (const column of columns) {
      const { type: guessed } = column;
      for (const type of TYPES_TO_TRY) {
        column.type = type;
        await this.#createOthers(statement, 'old');
        const bound = await this.#database.bind(statement.sql);
        if ('value' in bound) {
          return bound;
        }
        if (positionOf(bound.problem) > positionOf(problem)) {
          problem = bound.problem;
          return await this.#bindBefore(statement);
        }
      }
      column.type = guessed;
    }
    return undefined;
  }

  async #createOthers(statement: PreparedStatement, side: Side) {
    const target = statement.target?.table;
    const tables = [
      ...openTables(statement),
      ...statement.uses
        .map(({ table }) => table)
        .filter(table => table.isDescribed && !table.dataset),
      ...(target && statement.kind === 'write' ? [target] : []),
    ];
    for (const table of new Set(tables)) {
      if (!table.dataset && !this.#made.has(`${side} ${table.schema}`)) {
        const columns = [...table.columns.values()];
        await createTable(
          this.#database,
          table,
          columns.length ? columns : [FILLER],
          side,
        );
      }
    }
    if (target && !target.dataset) {
      await this.#database.command(
        `CREATE SCHEMA IF NOT EXISTS "${target.schema}_${side}"`,
      );
    }
  }

  /** Tables that statements of the script have made. */
  readonly #made = new Set<string>();

  async #keepTarget(
    { old, new: now }: StatementPair,
    before: BoundColumn[],
    after: BoundColumn[],
  ) {
    const table = old.target?.table;
    if (!table || table.dataset || old.kind === 'write') {
      return;
    }
    if (old.kind === 'define') {
      await this.#database.run(old.sql);
      await this.#database.run(now.sql);
      table.isDescribed = true;
    } else {
      await createNames(
        this.#database,
        table,
        'old',
        madeOf(table, old, 'old'),
      );
      await createNames(
        this.#database,
        table,
        'new',
        madeOf(table, now, 'new'),
      );
      table.columns = new Map(
        before.map(column => [column.name.toLowerCase(), column]),
      );
      table.isDescribed = after.length > 0;
    }
    this.#made.add(`old ${table.schema}`).add(`new ${table.schema}`);
  }
}

/**
 * Binds each statement of a script: the one before the patch against the old schema, from which follows what the other
 * tables hold, then the one after it against the new schema and those tables.
 */
export async function bindScripts(
  script: ScriptPair,
  context: ProofContext,
): Promise<BoundStatement[]> {
  return await context.engine.withDatabase(async database => {
    const binder = new ScriptBinder(script, context, database);
    await binder.createDatasets();
    const bound: BoundStatement[] = [];
    for (const pair of script.statements) {
      bound.push(await binder.bind(pair));
    }
    return bound;
  });
}

/** How a table is made from a query. */
export function madeOf(
  table: ProofTable,
  { sql }: PreparedStatement,
  side: Side,
): { sql: string } {
  const [first] = table.names;
  return { sql: `TABLE ${proofName(table, first, side)} AS ${sql}` };
}

function openTables({ uses }: PreparedStatement): ProofTable[] {
  return [
    ...new Set(
      uses.map(({ table }) => table).filter(table => !table.isDescribed),
    ),
  ];
}

/** How far the database came before it complained. */
function positionOf(problem: string): number {
  const line = Number(/LINE (\d+):/.exec(problem)?.[1] ?? 0);
  const caret = problem.split('\n').at(-1)?.indexOf('^') ?? 0;
  return line * 100_000 + caret;
}

/** The first sentence of a complaint. */
export function short(problem: string): string {
  const [first] = problem.split('\n');
  const own = first
    .replace(/skein_(old|new|other)_\w+\./g, '')
    .replace(/^Error: /, '')
    .trim();
  return /[.!]$/.test(own) ? own : `${own}.`;
}
