import type { PageInfo } from '@skein/backstage-plugin-dataset-migrations-common';
import { encodeCursor } from '../request/cursor';

/** As the OpenAPI description says, for callers that do not come over HTTP. */
export const DEFAULT_LIMIT = 50;

export interface ToPageInfoOptions<TRow> {
  list: string;
  /** One row more than the page holds, if there is one: it tells that there is a next page. */
  rows: TRow[];
  limit: number;
  /** What the cursor has to remember of the last row. */
  positionOf(row: TRow): unknown;
}

/** The rows of a page, and how to get the next one. */
export function toPageInfo<TRow>(options: ToPageInfoOptions<TRow>): {
  page: TRow[];
  pageInfo: PageInfo;
} {
  const { list, rows, limit, positionOf } = options;
  const page = rows.slice(0, limit);
  return rows.length > limit
    ? {
        page,
        pageInfo: {
          nextCursor: encodeCursor(list, positionOf(page[page.length - 1])),
        },
      }
    : { page, pageInfo: {} };
}
