import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';

const list = 'targets';

describe('cursor', () => {
  it('gives back whatever place was put into it, as text that fits into a URL', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), place => {
        const cursor = encodeCursor(list, place);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(decodeCursor({ list, cursor, schema: z.string() })).toBe(place);
      }),
    );
  });

  it('refuses any other text, and says what to send instead', () => {
    fc.assert(
      fc.property(fc.string(), cursor => {
        expect(() =>
          decodeCursor({ list, cursor, schema: z.string() }),
        ).toThrow(InputError);
      }),
    );
    expect(() =>
      decodeCursor({ list, cursor: 'page-2', schema: z.string() }),
    ).toThrow(
      'query.cursor: "page-2" is not a cursor of this list; leave it out for the first page, then send pageInfo.nextCursor as it was given',
    );
  });

  it('refuses the cursor of another list', () => {
    const cursor = encodeCursor('consumers', 'a');
    expect(() => decodeCursor({ list, cursor, schema: z.string() })).toThrow(
      InputError,
    );
  });
});
