import type { Json } from '@duckdb/node-api';
import { findUncertainty } from './compare/findUncertainty';
import { sameOrder, sameRows } from './compare/compareRows';
import { short, madeOf, type BoundStatement } from './bindScripts';
import type { Outcome, ProofDatabase } from './duckdb/ProofDatabase';
import type { ProofContext, ScriptPair, StatementPair } from './QueryPair';
import { createRandom } from './rows/createRandom';
import { RowMaker, ROW_PLANS, type RowPlan } from './rows/generateRows';
import { harvestLiterals } from './rows/harvestLiterals';
import { createNames, createTable, proofName } from './schemas/createTables';
import { compatibilityQuery } from './schemas/datasetSchemas';
import type { ProofTable, Side } from './statements/TableCatalog';
import type { RungStatus } from './types';

/** What running says of one statement. */
export interface RanStatement {
  pair: StatementPair;
  status: RungStatus;
  detail: string;
  /** Columns of which it is assumed that their values stay. */
  assumed?: string[];
}

interface Tally {
  runs: number;
  rows: number;
  /** A run in which the two differ. */
  difference?: string;
  /** Why a run says nothing. */
  problem?: string;
}

class ScriptRunner {
  readonly #script: ScriptPair;
  readonly #bound: BoundStatement[];
  readonly #context: ProofContext;
  readonly #database: ProofDatabase;
  /** Whether a query has run into its limit, as it would in every run. */
  #isSlow = false;
  readonly #tallies = new Map<StatementPair, Tally>();

  constructor(
    script: ScriptPair,
    bound: BoundStatement[],
    context: ProofContext,
    database: ProofDatabase,
  ) {
    this.#script = script;
    this.#bound = bound;
    this.#context = context;
    this.#database = database;
  }

  async run(): Promise<RanStatement[]> {
    const obstacle = await this.#createTables();
    if (obstacle !== undefined) {
      return this.#bound.map(({ pair }) => ({
        pair,
        status: 'notProved',
        detail: obstacle,
      }));
    }
    for (const [index, plan] of ROW_PLANS.entries()) {
      if (!this.#isSlow) {
        await this.#runPlan(plan, this.#context.seed + index);
      }
    }
    return this.#bound.map(({ pair }) => this.#judge(pair));
  }

  /** Both datasets under all their names: rows only in the new one. */
  async #createTables(): Promise<string | undefined> {
    const { moves, schemas } = this.#context;
    const { catalog } = this.#script;
    for (const [index, move] of moves.entries()) {
      const now = catalog.dataset(move, 'new');
      now.names.add('skein_rows');
      await createTable(this.#database, now, schemas[index].new, 'new');
      const old = catalog.dataset(move, 'old');
      const [rows] = now.names;
      old.names.add('skein_rows');
      const view = compatibilityQuery(schemas[index], [now.schema, rows]);
      if ('problem' in view) {
        return `The old dataset could not be made from the new one. ${view.problem}`;
      }
      const bound = await this.#database.bind(view.sql);
      if ('problem' in bound) {
        return `The old dataset could not be made from the new one: ${short(
          bound.problem,
        )}`;
      }
      const [first] = old.names;
      await createNames(this.#database, old, 'old', {
        sql: `VIEW ${proofName(old, first, 'old')} AS ${view.sql}`,
      });
    }
    return undefined;
  }

  async #runPlan(plan: RowPlan, seed: number) {
    const random = createRandom(seed);
    const literals = harvestLiterals(
      this.#script.statements.flatMap(({ old, new: now }) => [
        old.sql,
        now.sql,
        ...this.#context.schemas.flatMap(({ expressions, where }) => [
          ...expressions.values(),
          where ?? '',
        ]),
      ]),
    );
    const maker = new RowMaker(plan, literals, random);
    const made = this.#madeTables();
    for (const table of this.#script.catalog.all()) {
      if (table.dataset?.side !== 'old' && !made.has(table)) {
        const size = table.dataset ? plan.size : plan.others ?? plan.size;
        await this.#fill(table, maker, size);
      }
    }
    for (const { pair, status } of this.#bound) {
      const hasRun = await this.#runStatement(pair);
      if (status !== 'proved' && pair.isChanged && !hasRun) {
        return;
      }
    }
  }

  /** Tables that the script makes itself, which have no rows before. */
  #madeTables(): Set<ProofTable> {
    return new Set(
      this.#script.statements.flatMap(({ old }) =>
        old.target && old.kind !== 'write' ? [old.target.table] : [],
      ),
    );
  }

  async #fill(table: ProofTable, maker: RowMaker, size: number) {
    const { moves, schemas } = this.#context;
    const { dataset } = table;
    const known = dataset
      ? schemas[moves.indexOf(dataset.move)].new
      : [...table.columns.values()];
    const columns = known.length
      ? known
      : [{ name: 'skein_unknown', type: 'INTEGER' }];
    const rows = maker.rows(columns, size);
    const sides: Side[] = dataset ? ['new'] : ['old', 'new'];
    for (const side of sides) {
      if (!dataset) {
        await createTable(this.#database, table, columns, side);
      }
      const [first] = table.names;
      const name = proofName(table, first, side);
      await this.#database.command(`DELETE FROM ${name}`);
      if (rows.length) {
        await this.#database.command(
          `INSERT INTO ${name} VALUES ${rows.join(', ')}`,
        );
      }
    }
  }

  async #runStatement(pair: StatementPair): Promise<boolean> {
    if (pair.old.kind === 'other' || pair.old.problem || pair.new.problem) {
      return false;
    }
    const old = await this.#rowsOf(pair, 'old');
    const now = await this.#rowsOf(pair, 'new');
    this.#compare(pair, old, now);
    return 'value' in old && 'value' in now;
  }

  async #rowsOf(pair: StatementPair, side: Side): Promise<Outcome<Json[][]>> {
    const statement = pair[side];
    const { target, kind, sql } = statement;
    if (kind === 'define') {
      const name = target && proofName(target.table, target.name, side);
      await this.#database.command(
        `CREATE SCHEMA IF NOT EXISTS "${target?.table.schema}_${side}"`,
      );
      await this.#database.command(`DROP TABLE IF EXISTS ${name}`);
    }
    const outcome = await this.#database.run(sql);
    this.#isSlow ||= 'problem' in outcome && outcome.isLate === true;
    if ('problem' in outcome || !target || target.table.dataset) {
      return outcome;
    }
    if (kind === 'query') {
      await createNames(
        this.#database,
        target.table,
        side,
        madeOf(target.table, statement, side),
      );
      return outcome;
    }
    return kind === 'write'
      ? await this.#database.run(
          `SELECT * FROM ${proofName(target.table, target.name, side)}`,
        )
      : outcome;
  }

  #compare(
    pair: StatementPair,
    old: Outcome<Json[][]>,
    now: Outcome<Json[][]>,
  ) {
    const tally = this.#tallies.get(pair) ?? { runs: 0, rows: 0 };
    this.#tallies.set(pair, tally);
    if ('problem' in old) {
      tally.problem ??= short(old.problem);
    } else if ('problem' in now) {
      tally.problem ??= short(now.problem);
    } else {
      tally.runs += 1;
      tally.rows += old.value.length;
      if (!sameRows(old.value, now.value)) {
        tally.difference ??= describeDifference(old.value, now.value);
      } else if (!sameOrder(old.value, now.value, pair.old.order)) {
        tally.difference ??= 'On generated rows the order is another one.';
      }
    }
  }

  #judge(pair: StatementPair): RanStatement {
    const bound = this.#bound.find(found => found.pair === pair);
    const result = (status: RungStatus, detail: string) => ({
      pair,
      status,
      detail,
    });
    if (bound?.status !== 'proved') {
      return result('notProved', 'It is not proved that it binds.');
    }
    const { problem, assumed } = this.#findUndefined(pair);
    if (problem !== undefined) {
      return result('notProved', problem);
    }
    const uncertain = findUncertainty(`${pair.old.sql};${pair.new.sql}`);
    if (uncertain.random !== undefined) {
      return result(
        'notProved',
        `${uncertain.random}, so that two results cannot be compared.`,
      );
    }
    const tally = this.#tallies.get(pair);
    if (tally?.difference !== undefined) {
      return uncertain.ties === undefined
        ? result('failed', tally.difference)
        : result(
            'notProved',
            `${tally.difference} ${uncertain.ties} depends on the order of equal rows, so that this may be by chance.`,
          );
    }
    if (!tally?.runs) {
      return result(
        'notProved',
        `It could not be run on generated rows: ${
          tally?.problem ?? 'a statement before it could not be run.'
        }`,
      );
    }
    if (!tally.rows && pair.new.kind !== 'define') {
      return result(
        'notProved',
        'No generated row comes through its filters, so that nothing could be compared.',
      );
    }
    return {
      ...result(
        'proved',
        `The same ${tally.rows} rows in ${
          tally.runs
        } runs on generated data${describeAssumed(assumed)}.`,
      ),
      assumed,
    };
  }

  /**
   * Columns whose old value nobody can tell, in a statement that reads the dataset. One that the patch leaves to a person
   * is read by both sides under its own name, so that all else can be compared when it has the same values in both.
   */
  #findUndefined({ old, new: now }: StatementPair): {
    problem?: string;
    assumed: string[];
  } {
    const assumed = new Set<string>();
    for (const statement of [old, now]) {
      for (const { table, isStar } of statement.uses) {
        const { dataset } = table;
        const schemas =
          dataset &&
          this.#context.schemas[this.#context.moves.indexOf(dataset.move)];
        for (const [column, reason] of schemas?.undefinedColumns ?? []) {
          const isNamed = statement.names.columns.some(
            ({ identifier }) => identifier.name.toLowerCase() === column,
          );
          if (isNamed && !isStar && schemas?.awaitedColumns.has(column)) {
            assumed.add(column);
          } else if (isNamed || isStar) {
            return {
              problem: `It reads ${column}, which ${reason}, so that no result can be expected.`,
              assumed: [],
            };
          }
        }
      }
    }
    return { assumed: [...assumed].sort() };
  }
}

/** The end of a sentence that holds only while columns keep their values. */
export function describeAssumed(columns: string[]): string {
  if (!columns.length) {
    return '';
  }
  return `, assuming that ${columns.join(' and ')} ${
    columns.length === 1 ? 'keeps its' : 'keep their'
  } values`;
}

/** Runs both scripts on the same generated rows, with the old dataset as a view of the new one. */
export async function runScripts(
  script: ScriptPair,
  bound: BoundStatement[],
  context: ProofContext,
): Promise<RanStatement[]> {
  return await context.engine.withDatabase(
    async database =>
      await new ScriptRunner(script, bound, context, database).run(),
  );
}

function describeDifference(old: Json[][], now: Json[][]): string {
  if (old.length !== now.length) {
    return `On generated rows it gave ${old.length} rows, and gives ${now.length}.`;
  }
  const keys = new Set(now.map(row => JSON.stringify(row)));
  const lost = old.find(row => !keys.has(JSON.stringify(row)));
  return `On generated rows it gave other values, for example ${JSON.stringify(
    lost ?? old[0],
  ).slice(0, 120)} is missing.`;
}
