import type { Knex } from 'knex';
import { endAttempt } from '../database/operations/attempts/endAttempt';
import { holdMigration } from '../database/operations/migrations/holdMigration';
import {
  renewLease,
  type LeaseRenewal,
} from '../database/operations/queue/renewLease';
import { moveTarget } from '../database/operations/targets/moveTarget';
import type { AttemptOutcome } from '../execution/AttemptOutcome';
import {
  DEFAULT_RUNNING_ATTEMPTS,
  type RunningAttemptDefaults,
} from '../limits/LimitScope';
import { countAttempt } from '../telemetry/countAttempt';
import { instruments } from '../telemetry/instruments';
import { beginAttempts } from './beginAttempts';
import type { ClaimedTarget } from './ClaimedTarget';
import { claimTargets, type FreeSlots } from './claimTargets';
import { publishProposals } from './publishProposals';
import { reapLeases } from './reapLeases';
import { recordFailure } from './recordFailure';
import { recordResult } from './recordResult';

export interface TargetQueueOptions {
  knex: Knex;
  /** Unique among all replicas, also over restarts. */
  worker: string;
  leaseSeconds: number;
  /** So many targets that failed one after the other pause their migration; 0 for never. Default: 5. */
  pauseAfterFailures?: number;
  /** How many attempts may run at once where nobody has set it. */
  runningAttempts?: RunningAttemptDefaults;
  /** Called after what has changed in a migration is committed. */
  onChange: (migrationId: string) => void;
}

const DEFAULT_PAUSE_AFTER = 5;

/** Claiming, renewing and ending work on targets: all that the pump sees of the database. */
export class TargetQueue {
  readonly #knex: Knex;
  readonly #worker: string;
  readonly #leaseSeconds: number;
  readonly #pauseAfter: number;
  readonly #runningAttempts: RunningAttemptDefaults;
  readonly #onChange: (migrationId: string) => void;

  private constructor(options: TargetQueueOptions) {
    this.#knex = options.knex;
    this.#worker = options.worker;
    this.#leaseSeconds = options.leaseSeconds;
    this.#pauseAfter = options.pauseAfterFailures ?? DEFAULT_PAUSE_AFTER;
    this.#runningAttempts = options.runningAttempts ?? DEFAULT_RUNNING_ATTEMPTS;
    this.#onChange = options.onChange;
  }

  static create(options: TargetQueueOptions): TargetQueue {
    return new TargetQueue(options);
  }

  /** Takes as many targets as there are slots for and begins an attempt on each; a number is for any target. */
  async claim(slots: number | FreeSlots): Promise<ClaimedTarget[]> {
    const claims = await this.#knex.transaction(async tx => {
      const targets = await claimTargets({
        tx,
        worker: this.#worker,
        slots:
          typeof slots === 'number'
            ? { free: slots, open: slots, interactive: 0 }
            : slots,
        leaseSeconds: this.#leaseSeconds,
        defaults: this.#runningAttempts,
      });
      return await beginAttempts({ tx, targets, worker: this.#worker });
    });
    this.#announce(claims.map(claim => claim.migrationId));
    instruments().claims.add(claims.length);
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
        ? await recordFailure({
            tx,
            claim,
            outcome,
            pauseAfter: this.#pauseAfter,
          })
        : await recordResult({ tx, claim, outcome }),
    );
    if (finished) {
      countAttempt({
        outcome: outcome.kind,
        ...(outcome.kind === 'failed' && { failure: outcome.failure }),
      });
      this.#announce([claim.migrationId]);
    }
    return finished;
  }

  /** Gives a target back that was not worked on to the end; that is nobody's failure. */
  async release(claim: ClaimedTarget, reason: string): Promise<boolean> {
    const released = await this.#knex.transaction(async tx => {
      await holdMigration({ tx, migrationId: claim.migrationId });
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
      countAttempt({ outcome: 'givenBack' });
      this.#announce([claim.migrationId]);
    }
    return released;
  }

  /** Takes targets back from workers that are gone. */
  async reap(): Promise<void> {
    const changed = await reapLeases({
      knex: this.#knex,
      pauseAfter: this.#pauseAfter,
    });
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
}
