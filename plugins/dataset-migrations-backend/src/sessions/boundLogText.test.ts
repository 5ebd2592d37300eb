import { boundLogText } from './boundLogText';

const KEY = 'sk-live-0123456789abcdef';
const TOKEN = 'ghp_0123456789abcdefghij0123456789abcdef';

describe('boundLogText', () => {
  it('keeps a text in good measure as it is', () => {
    expect(boundLogText('Zwei\n\tZeilen, 日本', 100, [KEY])).toEqual({
      text: 'Zwei\n\tZeilen, 日本',
    });
  });

  it.each([
    ['a key that was named', `the key is ${KEY}.`],
    ['a token of a code host', `the key is ${TOKEN}.`],
    [
      'a key that is divided by what cannot be seen',
      `the key is ${[...KEY].join('\u200b')}.`,
    ],
    [
      'a key that is divided by colours',
      `the key is ${KEY.slice(0, 9)}\u001b[31m${KEY.slice(9)}.`,
    ],
  ])('takes out %s', (_case, text) => {
    expect(boundLogText(text, 1000, [KEY])).toEqual({
      text: 'the key is [redacted].',
    });
  });

  it('does not show the half of a secret at the end, wherever the text is cut', () => {
    const text = `${'x'.repeat(40)} ${KEY} ${'y'.repeat(100)}`;
    for (let most = 20; most < text.length; most += 1) {
      expect(boundLogText(text, most, [KEY]).text).not.toContain('sk-');
    }
  });

  it('does not show the half of a secret where it stops to read', () => {
    // what cannot be seen makes a text short again that was too long to be read
    const text = `${'\u200b'.repeat(65_530)} ${KEY} and more`;

    expect(boundLogText(text, 1000, [KEY])).toEqual({
      text: ' ',
      cutBytes: Buffer.byteLength(`${KEY} and more`),
    });
  });

  it('says how much is missing of what is cut', () => {
    const { text, cutBytes } = boundLogText('a'.repeat(5000), 1000, []);

    expect(text).toMatch(/^a+\n\[…\]$/);
    expect(Buffer.byteLength(text)).toBe(1000);
    expect(text.match(/a/g)).toHaveLength(5000 - cutBytes!);
  });

  it('leaves nothing that a terminal or a reader would obey', () => {
    const hostile =
      '\u001b]0;title\u0007\u001b[2J\u202Eevil\u2066<script>alert(1)</script>\u0000';

    expect(boundLogText(hostile, 1000, []).text).toBe(
      'evil<script>alert(1)</script>',
    );
  });
});
