import { createHmac, randomUUID } from 'node:crypto';

const FORGERIES = [
  ['without a signature', () => ({})],
  [
    'signed with another secret',
    body => ({
      'x-hub-signature-256': `sha256=${createHmac('sha256', 'not the secret')
        .update(body)
        .digest('hex')}`,
    }),
  ],
  [
    'with the signature of another body',
    (_body, secret) => ({
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret)
        .update('{}')
        .digest('hex')}`,
    }),
  ],
];

/** Somebody else posts webhooks that say of a pull request of ours that it was merged. */
export const forgeWebhooks = {
  sentence: 'somebody forges webhooks',
  plan: ({ random, replicas }) => ({ replica: random.whole(1, replicas) }),
  resources: () => ['forgery'],
  async act({ estate, replicas, forged }, { replica }) {
    const [victim] = await estate.listPullRequests();
    const body = JSON.stringify({
      action: 'closed',
      number: victim?.number ?? 1,
      pull_request: { number: victim?.number ?? 1, merged: true },
      repository: { full_name: victim?.repository ?? 'acme/churn-report' },
    });
    const taker =
      replicas.find(({ ready }, index) => ready && index >= replica - 1) ??
      replicas[replica - 1];
    const answers = [];
    for (const [how, sign] of FORGERIES) {
      const id = `forged-${randomUUID()}`;
      forged.push(id);
      const status = await fetch(taker.webhookUrl, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'x-github-event': 'pull_request',
          'x-github-delivery': id,
          ...sign(body, estate.webhookSecret),
        },
        signal: AbortSignal.timeout(5000),
      }).then(
        response => response.status,
        () => 'no answer',
      );
      answers.push(`${how}: ${status}`);
    }
    return answers.join(', ');
  },
};
