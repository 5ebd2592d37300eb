import { createNetworks } from '../events/addresses/isPublicAddress';
import {
  DEFAULT_WEBHOOK_POLICY,
  type WebhookPolicy,
} from '../events/webhooks/WebhookPolicy';

/** How webhooks are sent where tests do not say otherwise: to this machine too, without encryption. */
export const TEST_WEBHOOK_POLICY: WebhookPolicy = {
  ...DEFAULT_WEBHOOK_POLICY,
  keys: ['a key of 32 characters for tests'],
  allowHttp: true,
  allowedNetworks: createNetworks([['127.0.0.0', 8]]),
};
