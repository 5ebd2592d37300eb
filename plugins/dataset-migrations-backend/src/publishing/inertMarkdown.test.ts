import { inertCode, inertLine, inertText } from './inertMarkdown';

const JOINER = '\u2060';

describe('inertCode', () => {
  it('takes a longer fence than any run of backticks inside', () => {
    expect(inertCode('plan_tier')).toBe('`plan_tier`');
    expect(inertCode('a ``b`` c')).toBe('```a ``b`` c```');
    expect(inertCode('`a`')).toBe('`` `a` ``');
  });

  it('cannot be left by a new line, a bar of a table or a comment', () => {
    expect(inertCode('a\n\n<!-- skein -->|b')).toBe('`a <!-- skein -->\\|b`');
  });

  it('closes no issue', () => {
    expect(inertCode('-- fixes #12, closes https://x/issues/1')).toBe(
      `\`-- fixes #${JOINER}12, closes${JOINER} https://x/issues/1\``,
    );
  });

  it('drops characters that turn the direction of text and cuts what is too long', () => {
    expect(inertCode('a\u202Eb')).toBe('`a b`');
    expect(inertCode('x'.repeat(300))).toBe(`\`${'x'.repeat(200)}…\``);
  });
});

describe('inertText', () => {
  it('mentions nobody, links nothing and holds no HTML', () => {
    expect(
      inertText('<img src=x> @ana see [this](https://evil) and #5, GH-6'),
    ).toBe(
      `&lt;img src=x&gt; @${JOINER}ana see \\[this\\](https:${JOINER}//evil) and #${JOINER}5, GH${JOINER}-6`,
    );
  });

  it('is no heading and no list', () => {
    expect(inertText('# loud')).toBe(`${JOINER}# loud`);
    expect(inertText('1. first')).toBe(`${JOINER}1. first`);
  });
});

describe('inertLine', () => {
  it('keeps words and breaks mentions and references', () => {
    expect(inertLine('Fixes #1 for @ben\nnow')).toBe(
      `Fixes #${JOINER}1 for @${JOINER}ben now`,
    );
  });
});
