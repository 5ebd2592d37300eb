import { renderCsv } from './renderCsv';

describe('renderCsv', () => {
  it.each([
    ['acme/orders', 'acme/orders'],
    ['', ''],
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['two\nlines', '"two\nlines"'],
    ['=HYPERLINK("http://evil.test")', `"'=HYPERLINK(""http://evil.test"")"`],
    ['@import', "'@import"],
    ['-1+1', "'-1+1"],
  ])('of %p', (text, cell) => {
    expect(renderCsv([[text, 'x']])).toBe(`${cell},x\r\n`);
  });
});
