import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const PLUGIN_SCHEMA = 'dataset-migrations';
/** A crashed database on a busy machine takes its time. */
const PATIENCE_MS = 180_000;
const LOOK_EVERY_MS = 500;

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

  async query(sql, values = []) {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const client = new pg.Client({
        connectionString: this.#connectionString,
        application_name: 'chaos',
        types,
      });
      // a connection that breaks while nothing is asked is no news
      client.on('error', () => {});
      try {
        await client.connect();
        await client.query(`set search_path to "${PLUGIN_SCHEMA}"`);
        const { rows } = await client.query(sql, values);
        return rows;
      } catch (error) {
        // an error with a position is in the statement, and would come again
        if (error.position !== undefined || Date.now() > deadline) {
          throw error;
        }
        await delay(LOOK_EVERY_MS);
      } finally {
        await client.end().catch(() => {});
      }
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
