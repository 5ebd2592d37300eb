import { mockServices } from '@backstage/backend-test-utils';
import { isInNetworks } from '../events/addresses/isPublicAddress';
import { readWebhookPolicy } from './readWebhookPolicy';

const read = (webhooks: object) =>
  readWebhookPolicy(mockServices.rootConfig({ data: { webhooks } }));

describe('readWebhookPolicy', () => {
  it('is careful where nothing is configured', () => {
    const policy = readWebhookPolicy(undefined);

    expect(policy).toMatchObject({
      keys: [],
      allowHttp: false,
      timeoutSeconds: 10,
      disableAfterDays: 5,
      keptDays: 30,
    });
    expect(isInNetworks('10.0.0.1', policy.allowedNetworks)).toBe(false);
  });

  it('reads keys and networks', () => {
    const policy = read({
      keys: [{ secret: 'k'.repeat(32) }],
      allowedNetworks: ['10.20.0.0/16', 'fd00:20::/32'],
    });

    expect(policy.keys).toEqual(['k'.repeat(32)]);
    expect(isInNetworks('10.20.1.1', policy.allowedNetworks)).toBe(true);
    expect(isInNetworks('10.21.1.1', policy.allowedNetworks)).toBe(false);
    expect(isInNetworks('fd00:20::1', policy.allowedNetworks)).toBe(true);
  });

  it.each([
    [{ keys: [{ secret: 'short' }] }, /keys\[0\]\.secret has 5 characters/],
    [{ allowedNetworks: ['10.0.0.0'] }, /has "10\.0\.0\.0"; give each network/],
    [{ allowedNetworks: ['10.0.0.0/33'] }, /10\.0\.0\.0\/33/],
    [{ allowedNetworks: ['hooks/8'] }, /hooks\/8/],
    [{ timeoutSeconds: 0 }, /timeoutSeconds is 0; give a whole number/],
    [{ keptDays: 1.5 }, /keptDays is 1.5/],
  ])('refuses %j, and tells no secret', (webhooks, message) => {
    expect(() => read(webhooks)).toThrow(message);
    expect(() => read(webhooks)).not.toThrow(/short/);
  });
});
