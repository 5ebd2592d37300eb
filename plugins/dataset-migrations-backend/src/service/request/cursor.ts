import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** A place in a list, as an opaque text that fits into a URL. The name of the list keeps cursors of other lists out. */
export function encodeCursor(list: string, after: unknown): string {
  return Buffer.from(JSON.stringify([list, after]), 'utf8').toString(
    'base64url',
  );
}

export interface DecodeCursorOptions<T> {
  list: string;
  cursor: string | undefined;
  schema: z.ZodType<T>;
}

/** The place that `encodeCursor` was given; undefined for the first page. */
export function decodeCursor<T>(
  options: DecodeCursorOptions<T>,
): T | undefined {
  const { list, cursor, schema } = options;
  if (cursor === undefined) {
    return undefined;
  }
  const parsed = z
    .tuple([z.literal(list), schema])
    .safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) {
    throw unknownCursor(cursor);
  }
  return parsed.data[1];
}

/** The error for a cursor that this list did not give, or whose row is gone. */
export function unknownCursor(cursor: string): InputError {
  return new InputError(
    `query.cursor: ${JSON.stringify(
      cursor,
    )} is not a cursor of this list; leave it out for the first page, then send pageInfo.nextCursor as it was given`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
