import fc from 'fast-check';
import { plainText } from './plainText';

describe('plainText', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]0;title\u0007text', 'text'],
    ['a\u0000b\u0008c', 'abc'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['right\u202eleft\u200b', 'rightleft'],
    ['a\tb\nc', 'a\tb\nc'],
    ['ünïcödé ✓', 'ünïcödé ✓'],
  ])('makes of %j', (text, plain) => {
    expect(plainText(text, 100)).toBe(plain);
  });

  it('cuts between characters and says so', () => {
    const cut = plainText('é'.repeat(100), 50);

    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(50);
    expect(cut).toMatch(/^é+\n\[…\]$/);
  });

  it('never gives more than asked for, nor anything that cannot be seen', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 20, max: 200 }),
        (text, most) => {
          const plain = plainText(text, most);
          expect(Buffer.byteLength(plain)).toBeLessThanOrEqual(most);
          expect(plain).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
        },
      ),
    );
  });
});
