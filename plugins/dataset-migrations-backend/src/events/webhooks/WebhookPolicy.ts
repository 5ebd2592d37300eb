import type { BlockList } from 'node:net';

/** How events are sent by webhook, as configured. */
export interface WebhookPolicy {
  /** From which secrets follow; the first one for new secrets, the others for those that were given before. */
  keys: readonly string[];
  /** Whether addresses may begin with http, for tests and networks of one's own. */
  allowHttp: boolean;
  /** Addresses that are not public and may be reached all the same. */
  allowedNetworks: BlockList;
  timeoutSeconds: number;
  /** A subscription to which nothing arrives for so long is disabled. */
  disableAfterDays: number;
  /** For how long the log of deliveries is kept. */
  keptDays: number;
}

/** What holds where nothing is configured. */
export const DEFAULT_WEBHOOK_POLICY: Omit<
  WebhookPolicy,
  'allowedNetworks' | 'keys'
> = {
  allowHttp: false,
  timeoutSeconds: 10,
  disableAfterDays: 5,
  keptDays: 30,
};
