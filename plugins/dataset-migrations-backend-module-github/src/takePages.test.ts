import { takePages } from './takePages';

async function* pagesOf(...pages: string[][]) {
  for (const [index, data] of pages.entries()) {
    const link =
      index < pages.length - 1 ? '<http://a?page=2>; rel="next"' : '';
    yield { data, headers: { link } };
  }
}

it.each([
  ['nothing', [[]], [], true],
  ['all that there is', [['a'], ['b']], ['a', 'b'], true],
  ['no more than is wanted', [['a'], ['b'], ['c']], ['a', 'b'], false],
])('takes %s', async (_what, pages, items, complete) => {
  await expect(takePages(pagesOf(...pages), 2)).resolves.toEqual({
    items,
    complete,
  });
});
