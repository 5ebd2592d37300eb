import type {
  EvidenceLevel,
  MappingContract,
  TargetCondition,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { RepositoryAddress } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { endAttempt } from '../database/operations/attempts/endAttempt';
import { startAttempt } from '../database/operations/attempts/startAttempt';
import { claimTargets } from '../database/operations/queue/claimTargets';
import {
  renewLease,
  type LeaseRenewal,
} from '../database/operations/queue/renewLease';
import { moveTarget } from '../database/operations/targets/moveTarget';
import { isReleased } from '../database/operations/waves/isReleased';
import type {
  DbContractRow,
  DbMigrationRow,
  DbTargetRow,
} from '../database/tables';
import { databaseNow, nowPlus } from '../database/time';
import type { AttemptOutcome } from '../execution/AttemptOutcome';
import { crashPoint } from '../execution/crashPoint';
import { planRetry } from './planRetry';
import { publishProposals } from './publishProposals';
import { reapLeases } from './reapLeases';
import { toAttemptResult } from './toAttemptResult';

/** A target that this worker may work on until its lease ends, with all that an attempt has to know. */
export interface ClaimedTarget {
  targetId: string;
  migrationId: string;
  attemptId: string;
  fence: number;
  failureCount: number;
  conditions: TargetCondition[];
  repository: RepositoryAddress;
  paths?: string[];
  excludedPaths?: string[];
  contract: MappingContract;
  requiredLevel: EvidenceLevel;
}

export interface TargetQueueOptions {
  knex: Knex;
  /** Unique among all replicas, also over restarts. */
  worker: string;
  leaseSeconds: number;
  /** Called after what has changed in a migration is committed. */
  onChange: (migrationId: string) => void;
}

/** Claiming, renewing and ending work on targets: all that the pump sees of the database. */
export class TargetQueue {
  readonly #knex: Knex;
  readonly #worker: string;
  readonly #leaseSeconds: number;
  readonly #onChange: (migrationId: string) => void;

  private constructor(options: TargetQueueOptions) {
    this.#knex = options.knex;
    this.#worker = options.worker;
    this.#leaseSeconds = options.leaseSeconds;
    this.#onChange = options.onChange;
  }

  static create(options: TargetQueueOptions): TargetQueue {
    return new TargetQueue(options);
  }

  /** Takes up to `limit` targets and begins an attempt on each. */
  async claim(limit: number): Promise<ClaimedTarget[]> {
    const claims = await this.#knex.transaction(async tx => {
      const targets = await claimTargets({
        tx,
        worker: this.#worker,
        limit,
        leaseSeconds: this.#leaseSeconds,
      });
      const begun: ClaimedTarget[] = [];
      for (const target of targets) {
        begun.push(await this.#begin(tx, target));
      }
      return begun;
    });
    this.#announce(claims.map(claim => claim.migrationId));
    return claims;
  }

  async renew(claim: ClaimedTarget): Promise<LeaseRenewal> {
    return await renewLease({
      knex: this.#knex,
      targetId: claim.targetId,
      fence: claim.fence,
      leaseSeconds: this.#leaseSeconds,
    });
  }

  /**
   * Records how an attempt came out and moves its target on; a proposal of a running migration goes straight on to be
   * published. False, and nothing written, when the claim is no longer good.
   */
  async finish(
    claim: ClaimedTarget,
    outcome: AttemptOutcome,
  ): Promise<boolean> {
    const finished = await this.#knex.transaction(async tx =>
      outcome.kind === 'failed'
        ? await this.#recordFailure(tx, claim, outcome)
        : await this.#recordResult(tx, claim, outcome),
    );
    if (finished) {
      this.#announce([claim.migrationId]);
    }
    return finished;
  }

  /** Gives a target back that was not worked on to the end; that is nobody's failure. */
  async release(claim: ClaimedTarget, reason: string): Promise<boolean> {
    const released = await this.#knex.transaction(async tx => {
      const moved = await moveTarget({
        tx,
        targetId: claim.targetId,
        from: 'running',
        to: 'queued',
        fence: claim.fence,
        actor: 'skein',
        reason,
      });
      if (moved) {
        await endAttempt({
          tx,
          targetId: claim.targetId,
          fence: claim.fence,
          state: 'lost',
          result: { error: reason },
        });
      }
      return moved;
    });
    if (released) {
      this.#announce([claim.migrationId]);
    }
    return released;
  }

  /** Takes targets back from workers that are gone. */
  async reap(): Promise<void> {
    const changed = await this.#knex.transaction(
      async tx => await reapLeases({ tx }),
    );
    this.#announce([...changed]);
  }

  /** Sends proposals on that were made while nothing could be published. */
  async publishProposals(): Promise<void> {
    const changed = await this.#knex.transaction(
      async tx => await publishProposals({ tx }),
    );
    this.#announce([...changed]);
  }

  #announce(migrationIds: string[]): void {
    for (const migrationId of new Set(migrationIds)) {
      this.#onChange(migrationId);
    }
  }

  async #begin(
    tx: Knex.Transaction,
    target: DbTargetRow,
  ): Promise<ClaimedTarget> {
    const migration = await tx<DbMigrationRow>('migrations')
      .where({ id: target.migration_id })
      .first('contract_version', 'required_level');
    const contract = await tx<DbContractRow>('contracts')
      .where({
        migration_id: target.migration_id,
        version: migration!.contract_version,
      })
      .first('contract');
    const attemptId = await startAttempt({
      tx,
      targetId: target.id,
      number: target.attempt_count,
      fence: target.fence,
      agent: 'rewriter',
      worker: this.#worker,
      contractVersion: migration!.contract_version,
    });
    return {
      targetId: target.id,
      migrationId: target.migration_id,
      attemptId,
      fence: target.fence,
      failureCount: target.failure_count,
      conditions: JSON.parse(target.conditions),
      repository: {
        host: target.host,
        owner: target.repository_owner,
        name: target.repository_name,
      },
      paths: target.paths === null ? undefined : JSON.parse(target.paths),
      excludedPaths:
        target.excluded_paths === null
          ? undefined
          : JSON.parse(target.excluded_paths),
      contract: JSON.parse(contract!.contract),
      requiredLevel: migration!.required_level,
    };
  }

  async #recordResult(
    tx: Knex.Transaction,
    claim: ClaimedTarget,
    outcome: Exclude<AttemptOutcome, { kind: 'failed' }>,
  ): Promise<boolean> {
    if (outcome.kind === 'proposed') {
      crashPoint('beforeProposed');
    }
    const { targetId, fence, attemptId } = claim;
    const conditions: TargetCondition[] = [
      ...claim.conditions.filter(condition => condition === 'noOwner'),
      ...outcome.conditions,
    ];
    const moved = await moveTarget({
      tx,
      targetId,
      from: 'running',
      to: outcome.kind,
      fence,
      actor: 'skein',
      reason: outcome.reason,
      changes: {
        attempt_id: attemptId,
        failure_count: 0,
        conditions: JSON.stringify(conditions),
      },
    });
    if (!moved) {
      return false;
    }
    await endAttempt({
      tx,
      targetId,
      fence,
      state: 'succeeded',
      result: toAttemptResult(outcome.record),
    });
    if (outcome.kind === 'proposed') {
      const migration = await tx<DbMigrationRow>('migrations')
        .where({ id: claim.migrationId })
        .first('state');
      if (migration?.state === 'running' && (await isReleased(tx, targetId))) {
        await moveTarget({
          tx,
          targetId,
          from: 'proposed',
          to: 'publishing',
          fence,
          actor: 'skein',
          reason: outcome.reason,
          changes: { not_before: databaseNow(tx) },
        });
      }
    }
    return true;
  }

  async #recordFailure(
    tx: Knex.Transaction,
    claim: ClaimedTarget,
    outcome: Extract<AttemptOutcome, { kind: 'failed' }>,
  ): Promise<boolean> {
    const { targetId, fence } = claim;
    const failures = claim.failureCount + 1;
    const retry =
      outcome.failure === 'permanent' ? 'giveUp' : planRetry(failures);
    const kept = claim.conditions.filter(condition => condition !== 'retrying');
    const moved = await moveTarget({
      tx,
      targetId,
      from: 'running',
      fence,
      actor: 'skein',
      ...(retry === 'giveUp'
        ? {
            to: 'failed',
            reason: outcome.reason,
            changes: {
              failure_count: failures,
              conditions: JSON.stringify(kept),
            },
          }
        : {
            to: 'queued',
            reason: `${outcome.reason}; next attempt in ${retry.delaySeconds} seconds`,
            changes: {
              failure_count: failures,
              conditions: JSON.stringify([...kept, 'retrying']),
              not_before: nowPlus(tx, retry.delaySeconds),
            },
          }),
    });
    if (moved) {
      await endAttempt({
        tx,
        targetId,
        fence,
        state: 'failed',
        result: {
          ...toAttemptResult(outcome.record),
          error: outcome.reason,
        },
      });
    }
    return moved;
  }
}
