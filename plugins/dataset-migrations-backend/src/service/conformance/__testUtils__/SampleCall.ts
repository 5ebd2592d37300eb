import type {
  DbEventSubscriptionRow,
  DbJobRow,
  DbMigrationRow,
  DbTargetRow,
  DbWaveRow,
} from '../../../database/tables';

/** What is there to be called about. */
export interface SampleIds {
  migrationId: string;
  /** Belongs to the consumer team. */
  targetId: string;
  attemptId: string;
  /** A start that the support has asked for, and that waits for a second person. */
  approvalId: string;
  /** An act on many targets that the consumer team has asked for. */
  jobId: string;
  /** Learned from coding agents. */
  ruleId: string;
  /** Of the patch. */
  shape: string;
  /** To events. */
  subscriptionId: string;
  /** Of an event to it. */
  deliveryId: string;
}

/** A call of an operation that is known to be meaningful. */
export interface SampleCall {
  /** What is special about it, where permissions depend on that. */
  name?: string;
  /** How rows of the estate stand before the call, where they differ from what it begins with. */
  given?: {
    migration?: Partial<DbMigrationRow>;
    target?: Partial<DbTargetRow>;
    wave?: Partial<DbWaveRow>;
    job?: Partial<DbJobRow>;
    /** That many jobs of the migration, beside the one that there is. */
    jobCount?: number;
    subscription?: Partial<DbEventSubscriptionRow>;
    /** That many subscriptions to events, beside the one that there is. */
    subscriptionCount?: number;
    /** A key of idempotency that the admin has sent before, with another body. */
    usedKey?: string;
    /** That many limits, beside those that there are. */
    limitCount?: number;
  };
  /** Instead of those of the estate. */
  path?: Record<string, string>;
  query?: Record<string, string> | string[][];
  headers?: Record<string, string>;
  body?(ids: SampleIds): object;
  /** Sent as it is instead of a body. */
  raw?: string;
}

/** Calls of one operation. */
export interface OperationSamples {
  /** Calls that do what they ask for, when the caller may. */
  works: [SampleCall, ...SampleCall[]];
  /** Calls that are refused since things do not stand so: 409. */
  conflicts?: SampleCall[];
  /** Calls that are refused for another reason that is described. */
  refused?: SampleCall[];
}
