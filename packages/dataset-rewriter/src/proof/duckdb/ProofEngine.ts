import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { ProofLimits } from '../types';
import { ProofDatabase } from './ProofDatabase';

/** The last one lets no statement change any of them. */
const SETTINGS = [
  `GLOBAL TimeZone = 'UTC'`,
  'enable_external_access = false',
  'lock_configuration = true',
];

interface Started {
  instance: DuckDBInstance;
  /** Never given to SQL of a repository. */
  control: DuckDBConnection;
}

/**
 * Makes the databases of one patch's proof, each empty and gone after use. Starting an engine takes ten times as long as
 * making a database in one that runs; patches share none, so that no repository meets what another one has left.
 */
export class ProofEngine {
  readonly #limits: ProofLimits;
  #started?: Promise<Started>;
  #databases = 0;

  static create(limits: ProofLimits): ProofEngine {
    return new ProofEngine(limits);
  }

  private constructor(limits: ProofLimits) {
    this.#limits = limits;
  }

  /** Gives what the work gives, and takes its database away. */
  async withDatabase<T>(
    work: (database: ProofDatabase) => Promise<T>,
  ): Promise<T> {
    this.#started ??= this.#start();
    const { instance, control } = await this.#started;
    this.#databases += 1;
    const name = `proof_${this.#databases}`;
    await control.run(`ATTACH ':memory:' AS ${name}`);
    const connection = await instance.connect();
    try {
      await connection.run(`USE ${name}`);
      return await work(new ProofDatabase(connection, this.#limits));
    } finally {
      connection.closeSync();
      await control.run(`DETACH ${name}`);
    }
  }

  async close(): Promise<void> {
    const started = await this.#started;
    started?.control.closeSync();
    started?.instance.closeSync();
  }

  async #start(): Promise<Started> {
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      threads: '1',
      memory_limit: `${this.#limits.memoryMegabytes}MB`,
      temp_directory: '',
    });
    const control = await instance.connect();
    for (const setting of SETTINGS) {
      await control.run(`SET ${setting}`);
    }
    return { instance, control };
  }
}
