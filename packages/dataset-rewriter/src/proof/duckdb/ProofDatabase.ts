import {
  StatementType,
  type DuckDBConnection,
  type Json,
} from '@duckdb/node-api';
import type { ProofLimits } from '../types';
import { findBoundless, type Boundless } from './findBoundless';

/** A column of a relation, as DuckDB names and types it. */
export interface BoundColumn {
  name: string;
  type: string;
}

/** Whether a statement could be bound or run, and what came out. */
export type Outcome<T> = { value: T } | { problem: string; isLate?: boolean };

/** What a proof has to run; everything else, such as COPY, ATTACH, INSTALL and SET, is refused. */
const ALLOWED = new Set<number>([
  StatementType.SELECT,
  StatementType.INSERT,
  StatementType.UPDATE,
  StatementType.DELETE,
  StatementType.CREATE,
  StatementType.MERGE_INTO,
]);

const LARGEST_RESULT = 20_000;

/**
 * A database in memory that sees no file and no network, and stops what takes too long. The SQL that it is given comes
 * from a repository that nobody vouches for.
 */
export class ProofDatabase {
  readonly #connection: DuckDBConnection;
  readonly #limits: ProofLimits;

  constructor(connection: DuckDBConnection, limits: ProofLimits) {
    this.#connection = connection;
    this.#limits = limits;
  }

  /** The columns that a statement gives, without running it. */
  async bind(sql: string): Promise<Outcome<BoundColumn[]>> {
    return await this.#guard(async () => {
      refuse(sql, ({ isConstant }) => isConstant);
      const statement = await this.#prepare(sql);
      try {
        return Array.from({ length: statement.columnCount }, (_, index) => ({
          name: statement.columnName(index),
          type: String(statement.columnType(index)),
        }));
      } finally {
        statement.destroySync();
      }
    });
  }

  /** The rows that a statement gives. */
  async run(sql: string): Promise<Outcome<Json[][]>> {
    return await this.#guard(async () => {
      refuse(sql, () => true);
      const statement = await this.#prepare(sql);
      try {
        const reader = await statement.runAndReadUntil(LARGEST_RESULT);
        if (!reader.done) {
          throw new Error(`It gives more than ${LARGEST_RESULT} rows`);
        }
        return reader.getRowsJson();
      } finally {
        statement.destroySync();
      }
    });
  }

  /** Runs what the proof itself has written. */
  async command(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  async #prepare(sql: string) {
    const extracted = await this.#connection.extractStatements(sql);
    if (extracted.count !== 1) {
      throw new Error('It reads as several statements');
    }
    const statement = await extracted.prepare(0);
    if (!ALLOWED.has(statement.statementType)) {
      statement.destroySync();
      throw new Error('A statement of this kind is not run in a proof');
    }
    return statement;
  }

  async #guard<T>(act: () => Promise<T>): Promise<Outcome<T>> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#connection.interrupt();
    }, this.#limits.milliseconds);
    try {
      return { value: await act() };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return {
        isLate: late,
        problem: late
          ? `It took longer than ${this.#limits.milliseconds} ms`
          : message.trim(),
      };
    } finally {
      clearTimeout(timer);
    }
  }
}

function refuse(sql: string, counts: (boundless: Boundless) => boolean) {
  const boundless = findBoundless(sql);
  if (boundless && counts(boundless)) {
    throw new Error(`${boundless.name} may build a value of any size`);
  }
}
