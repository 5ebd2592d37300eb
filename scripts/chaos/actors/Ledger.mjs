import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { ScriptError } from '../../say.mjs';

const PLUGIN_SCHEMA = 'dataset-migrations';
/** A crashed database on a busy machine takes its time. */
const PATIENCE_MS = 180_000;
const LOOK_EVERY_MS = 500;
/** A look that gets no answer is begun anew, on a connection of its own. */
const CONNECTED_WITHIN_MS = 10_000;
const ANSWERED_WITHIN_MS = 30_000;
/** Who waits for whom, for when a look is over without an answer. */
const WAITS = `
  select pid, application_name, state, wait_event_type, wait_event, pg_blocking_pids(pid) as blocked_by, left(query, 200) as query
  from pg_stat_activity
  where backend_type = 'client backend' and pid <> pg_backend_pid() and state <> 'idle'`;

/** Times come as milliseconds, whole numbers as numbers. */
const types = {
  getTypeParser(oid, format) {
    switch (oid) {
      case pg.types.builtins.TIMESTAMPTZ:
        return text => new Date(text).getTime();
      case pg.types.builtins.INT8:
        return Number;
      default:
        return pg.types.getTypeParser(oid, format);
    }
  },
};

/** The plugin's tables, read by somebody who is no replica. It waits while the database is down. */
export class Ledger {
  #connectionString;

  constructor(connectionString) {
    this.#connectionString = connectionString;
  }

  /** @throws ScriptError when the database gives no answer for a long time. */
  async query(sql, values = []) {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await this.#ask(sql, values);
      } catch (error) {
        // an error with a position is in the statement, and would come again
        if (error.position !== undefined) {
          throw error;
        }
        if (Date.now() > deadline) {
          throw new ScriptError(
            `The database gave no answer for ${PATIENCE_MS / 1000} s: ${
              error.message
            }. Asked was: ${sql}. At work: ${await this.#describeWaits()}`,
          );
        }
        await delay(LOOK_EVERY_MS);
      }
    }
  }

  async #ask(sql, values) {
    const client = new pg.Client({
      connectionString: this.#connectionString,
      application_name: 'chaos',
      connectionTimeoutMillis: CONNECTED_WITHIN_MS,
      query_timeout: ANSWERED_WITHIN_MS,
      statement_timeout: ANSWERED_WITHIN_MS,
      types,
    });
    // a connection that breaks while nothing is asked is no news
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query(`set search_path to "${PLUGIN_SCHEMA}"`);
      const { rows } = await client.query(sql, values);
      return rows;
    } finally {
      // whoever waits for the end of a connection that hangs would hang as well
      client.end().catch(() => {});
    }
  }

  async #describeWaits() {
    try {
      return JSON.stringify(await this.#ask(WAITS, []));
    } catch (error) {
      return `unknown (${error.message})`;
    }
  }

  /** Names of the plugin's tables. */
  async listTables() {
    const rows = await this.query(
      'select table_name from information_schema.tables where table_schema = $1',
      [PLUGIN_SCHEMA],
    );
    return rows.map(row => row.table_name);
  }
}
