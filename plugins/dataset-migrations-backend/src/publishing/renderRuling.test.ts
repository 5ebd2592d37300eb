import type { Ruling } from '@skein/backstage-plugin-dataset-migrations-common';
import { renderRuling } from './renderRuling';

const ruling = (verdict: Ruling['verdict'], ...reasons: string[]): Ruling => ({
  mode: 'advisory',
  verdict,
  reasons,
  judges: [],
});

it('says what a judge objects to, and that it proves nothing', () => {
  expect(
    renderRuling(ruling('veto', 'a.sql:3 loses its filter.', 'b.sql is left.')),
  ).toBe(`### A judge objects
Judges read the diff and prove nothing. They may be wrong; what is proved stands above.

- a.sql:3 loses its filter.
- b.sql is left.`);
});

it('says why no judge could tell', () => {
  expect(renderRuling(ruling('undecided', 'The diff is too big.'))).toMatch(
    /^### No judge could tell\n.*\n\n- The diff is too big\.$/,
  );
});

it('says nothing of an acceptance', () => {
  expect(renderRuling(ruling('accept'))).toBeUndefined();
});

it('lets no words of a repository act on the code host', () => {
  expect(
    renderRuling(
      ruling('veto', 'fixes #1 @ana <img src=x> [x](https://evil.example)'),
    ),
  ).not.toMatch(/#1|@ana|<img|https:\/\//);
});
