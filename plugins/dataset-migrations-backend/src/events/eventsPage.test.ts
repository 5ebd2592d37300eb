import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { RETRY_DELAYS } from './webhooks/planNextAttempt';
import { signMessage } from './webhooks/signMessage';

const PAGE = readFileSync(
  resolve(__dirname, '../../../../docs/events.md'),
  'utf8',
);
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const SECONDS = { s: 1, min: 60, h: 3600 } as const;

describe('the page on events', () => {
  it('has lines that believe what we sign, and nothing else', () => {
    const [, code] = /```js\n([^]*?)```/.exec(PAGE)!;
    // eslint-disable-next-line no-new-func
    const isFromSkein = new Function(
      'createHmac',
      'timingSafeEqual',
      `${code}; return isFromSkein;`,
    )(createHmac, timingSafeEqual);
    const timestamp = Math.floor(Date.now() / 1000);
    const sign = (at: number) =>
      signMessage({ id: '1-a', timestamp: at, body: '{}' }, [
        `whsec_${Buffer.alloc(32, 8).toString('base64')}`,
        SECRET,
      ]);

    expect(isFromSkein(sign(timestamp), '{}', SECRET)).toBe(true);
    expect(isFromSkein(sign(timestamp), '{ }', SECRET)).toBe(false);
    expect(isFromSkein(sign(timestamp - 600), '{}', SECRET)).toBe(false);
    expect(
      isFromSkein({ ...sign(timestamp), 'webhook-id': '2-a' }, '{}', SECRET),
    ).toBe(false);
  });

  it('says after how long a message is sent again', () => {
    const row = /^\| again after \|(.*)\|$/m.exec(PAGE)![1];
    const delays = row
      .split('|')
      .map(cell => /^(\d+) (s|min|h)$/.exec(cell.trim()))
      .flatMap(match =>
        match
          ? [Number(match[1]) * SECONDS[match[2] as keyof typeof SECONDS]]
          : [],
      );

    const different = RETRY_DELAYS.filter(
      (delay, index) => delay !== RETRY_DELAYS[index - 1],
    );
    expect(delays).toEqual(different);
    expect(RETRY_DELAYS).toHaveLength(12);
  });
});
