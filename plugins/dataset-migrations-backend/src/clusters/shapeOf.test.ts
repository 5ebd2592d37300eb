import fc from 'fast-check';
import { readChanges } from '../patches/readChanges';
import { findDeviations, readExemplar } from './findDeviations';
import { shapeOf } from './shapeOf';

function patchOf(path: string, ...lines: string[]): string {
  const count = (signs: string) =>
    lines.filter(line => signs.includes(line[0])).length;
  return [
    `diff --git a/${path} b/${path}`,
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -1,${count('- ')} +1,${count('+ ')} @@`,
    ...lines,
    '',
  ].join('\n');
}

const ORDERS = patchOf(
  'models/orders.sql',
  '-select o.user_id, o.total',
  '+select o.account_id as user_id, o.total',
  ' from x',
  '-join analytics.user_activity_v1 as o',
  '+join core.user_activity as o',
);
const ADS = patchOf(
  'models/marketing/ads.sql',
  '-  select clicks.user_id,   clicks.ad',
  '+  select clicks.account_id as user_id,   clicks.ad',
  ' from y',
  '-left join analytics.user_activity_v1 as clicks',
  '+left join core.user_activity as clicks',
);
const OTHER_FIELD = patchOf(
  'models/orders.sql',
  '-select o.signup_ts',
  '+select o.signed_up_at as signup_ts',
  '-join analytics.user_activity_v1 as o',
  '+join core.user_activity as o',
);

describe('shapeOf', () => {
  it('is the same for the same change beside other names, white space and files', () => {
    expect(shapeOf(ADS)).toBe(shapeOf(ORDERS));
    expect(shapeOf(`${ADS}${ORDERS}`)).toBe(shapeOf(ORDERS));
  });

  it.each([
    ['another field', OTHER_FIELD],
    ['a field more', `${ORDERS}${OTHER_FIELD}`],
    ['another kind of file', ORDERS.replaceAll('.sql', '.py')],
    ['one word more', ORDERS.replace('as user_id', 'as user_id /* decide */')],
  ])('is another one for %s', (_case, patch) => {
    expect(shapeOf(patch)).not.toBe(shapeOf(ORDERS));
    expect(shapeOf(patch)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has none for a patch that changes nothing or is too large', () => {
    expect(shapeOf('')).toBeNull();
    expect(shapeOf('old mode 100644\nnew mode 100755\n')).toBeNull();
    expect(shapeOf(patchOf('a.sql', `+${'x '.repeat(300_000)}`))).toBeNull();
  });

  it('takes lines that look like heads of a diff for what they are', () => {
    const patch = patchOf('a.sql', '--- a/comment', '+-- b', ' c');

    expect(readChanges(patch)).toEqual([
      {
        path: 'a.sql',
        isInPlace: true,
        removed: ['-- a/comment'],
        added: ['-- b'],
      },
    ]);
  });

  it('does not stand or fall with what the lines hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 20 })), texts => {
        const lines = texts.map(
          (text, index) => `${'-+ '[index % 3]}${text.replace(/\n/g, '')}`,
        );
        const patch = patchOf('a.sql', ...lines);
        expect(shapeOf(patch)).toEqual(shapeOf(`${patch}${patch}`));
      }),
      { numRuns: 50 },
    );
  });
});

describe('findDeviations', () => {
  const deviations = (patch: string) =>
    findDeviations({ exemplar: readExemplar(ORDERS), patch, limit: 2 });

  it('finds none in what is the same but for names', () => {
    const same = ADS.replaceAll('left join', 'join');

    expect(deviations(same)).toEqual({ lines: [], moreLines: 0 });
  });

  it('names the lines that whoever has read the exemplar has not read yet', () => {
    expect(deviations(ADS)).toEqual({
      lines: [
        {
          path: 'models/marketing/ads.sql',
          change: 'removed',
          text: 'left join analytics.user_activity_v1 as clicks',
        },
        {
          path: 'models/marketing/ads.sql',
          change: 'added',
          text: 'left join core.user_activity as clicks',
        },
      ],
      moreLines: 0,
    });
    expect(deviations(`${ADS}${OTHER_FIELD}`)).toMatchObject({ moreLines: 2 });
  });
});
