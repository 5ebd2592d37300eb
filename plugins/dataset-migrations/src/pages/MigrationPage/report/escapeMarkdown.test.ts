import { escapeMarkdown } from './escapeMarkdown';

describe('escapeMarkdown', () => {
  it.each([
    ['User activity v1 → v2', 'User activity v1 → v2'],
    ['<img src=x onerror=1>', '\\<img src=x onerror=1\\>'],
    ['[click](http://evil.test)', '\\[click\\]\\(http://evil.test\\)'],
    ['two\n\n# lines | @all', 'two \\# lines \\| \\@all'],
  ])('of %p', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});
