import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, toError } from '@backstage/errors';
import type { Knex } from 'knex';
import { beatReplica } from '../database/operations/fleet/beatReplica';
import { findFleet } from '../database/operations/fleet/findFleet';
import {
  joinAlone,
  type NewReplica,
} from '../database/operations/fleet/joinAlone';
import { REPLICA_LEASE_SECONDS } from '../database/operations/fleet/listReplicas';
import type { DbReplicaRow } from '../database/tables';
import { databaseNow, isSqlite, toIso } from '../database/time';
import { isProcessAlive } from '../execution/isProcessAlive';

export interface ReplicaOptions {
  knex: Knex;
  /** Unique among all replicas, also over restarts. */
  worker: string;
  host: string;
  slots: number;
  pump: {
    readonly running: number;
    drain(reason: string): Promise<void>;
    resume(): void;
  };
  logger: LoggerService;
}

/**
 * This process among the others: its sign of life, and its obedience to the switch of the fleet. A stop is acknowledged
 * when nothing of this replica runs any more.
 */
export class Replica {
  readonly #options: ReplicaOptions;
  /** It shuts down, or, on SQLite, another process took it for dead: two would write over each other. */
  #retired = false;

  private constructor(options: ReplicaOptions) {
    this.#options = options;
  }

  static create(options: ReplicaOptions): Replica {
    return new Replica(options);
  }

  /** Throws `ConflictError` when another process works on the same SQLite file. */
  async join(): Promise<void> {
    const { knex } = this.#options;
    const row = this.#row();
    if (!isSqlite(knex)) {
      await this.#insert(row);
      return;
    }
    let other = await joinAlone(knex, row);
    if (other && other.host === row.host && !isProcessAlive(other.process_id)) {
      await knex<DbReplicaRow>('replicas')
        .where({ worker: other.worker })
        .delete();
      other = await joinAlone(knex, row);
    }
    if (other) {
      throw new ConflictError(
        `Another backend works on this SQLite database: process ${
          other.process_id
        } on ${other.host}, last seen ${toIso(
          other.seen_at,
        )}. SQLite has one replica; stop that one, or set backend.database.client to pg to run several. If it is dead, start again in ${REPLICA_LEASE_SECONDS} seconds`,
      );
    }
  }

  /** Does what the switch of the fleet says, and says so. Comes again soon, so a failure only delays it. */
  async beat(): Promise<void> {
    const { knex, worker, pump, logger } = this.#options;
    const { stopped, reason, epoch } = await findFleet(knex);
    if (this.#retired) {
      return;
    }
    if (stopped) {
      await pump.drain(`The fleet was stopped: ${reason}`);
    } else {
      pump.resume();
    }
    const { running } = pump;
    const known = await beatReplica({
      knex,
      worker,
      // what could not be ended in time is not acknowledged
      epoch: stopped && running > 0 ? epoch - 1 : epoch,
      running,
    });
    if (known || this.#retired) {
      return;
    }
    if (isSqlite(knex)) {
      this.#retired = true;
      logger.error(
        'Another backend has taken this SQLite database over while this one gave no sign of life; it does no more work until it is started again',
      );
      await pump.drain('Another backend took the database over');
    } else {
      await this.#insert(this.#row());
    }
  }

  /** From now on it lets nothing begin any more, whatever the switch says. */
  retire(): void {
    this.#retired = true;
  }

  /** Says that this replica is gone, so that the next one need not wait. */
  async leave(): Promise<void> {
    const { knex, worker, logger } = this.#options;
    try {
      await knex<DbReplicaRow>('replicas').where({ worker }).delete();
    } catch (error) {
      logger.warn(
        'The end of this replica could not be recorded',
        toError(error),
      );
    }
  }

  #row(): NewReplica {
    const { worker, host, slots } = this.#options;
    return { worker, host, process_id: process.pid, slots };
  }

  async #insert(row: NewReplica): Promise<void> {
    const { knex } = this.#options;
    const { epoch } = await findFleet(knex);
    const now = databaseNow(knex);
    await knex<DbReplicaRow>('replicas').insert({
      ...row,
      started_at: now,
      seen_at: now,
      epoch,
      running: 0,
    });
  }
}
