import { WebhookKeys } from './WebhookKeys';

const OLD_KEY = 'an old key of 32 characters here';
const NEW_KEY = 'a new key of 32 characters, here';

describe('WebhookKeys', () => {
  it('gives each subscription and each number a secret of its own, and always the same', () => {
    const secretOf = (subscriptionId: string, number: number) => {
      const keys = WebhookKeys.create([NEW_KEY]);
      return keys.secretOf({
        keyId: keys.requireKeyId(),
        subscriptionId,
        number,
      });
    };
    const secrets = [secretOf('a', 1), secretOf('a', 2), secretOf('b', 1)];

    expect(secretOf('a', 1)).toBe(secrets[0]);
    expect(new Set(secrets).size).toBe(3);
    for (const secret of secrets) {
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    }
  });

  it('keeps the secrets of a key that is not the first one any more', () => {
    const before = WebhookKeys.create([OLD_KEY]);
    const name = {
      keyId: before.requireKeyId(),
      subscriptionId: 'a',
      number: 1,
    };
    const after = WebhookKeys.create([NEW_KEY, OLD_KEY]);

    expect(after.secretOf(name)).toBe(before.secretOf(name));
    expect(after.requireKeyId()).not.toBe(name.keyId);
    expect(WebhookKeys.create([NEW_KEY]).secretOf(name)).toBeUndefined();
  });

  it('names a key by nothing that holds it', () => {
    const keyId = WebhookKeys.create([NEW_KEY]).requireKeyId();
    expect(keyId).toMatch(/^[0-9a-f]{16}$/);
    expect(Buffer.from(NEW_KEY).toString('hex')).not.toContain(keyId);
  });

  it('says what to configure when there is no key', () => {
    expect(() => WebhookKeys.create([]).requireKeyId()).toThrow(
      /set datasetMigrations.webhooks.keys/,
    );
  });
});
