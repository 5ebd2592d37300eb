import { useState } from 'react';
import type { Paging } from '../components/DataTable';
import { useUrlState } from '../routing';

/** Rows that are loaded at once; the rest stays on the server. */
export const PAGE_SIZE = 25;

export interface CursorPaging {
  /** What to ask the server for. */
  request: { limit: number; cursor?: string };
  /** What the table shows and does. */
  paging(page: PageOfList | undefined): Paging | undefined;
}

interface PageOfList {
  totalItems: number;
  pageInfo: { nextCursor?: string };
}

/** Walks a list by cursors; the page is in the address, so that Back works and a copied link shows the same. */
export function useCursorPaging(options: { name: string }): CursorPaging {
  const { name } = options;
  const url = useUrlState();
  const cursor = url.get(name);
  // Cursors lead only forward; the way back is what was walked here.
  const [walked, setWalked] = useState<(string | undefined)[]>([]);
  const index = cursor === undefined ? 0 : walked.indexOf(cursor);

  return {
    request:
      cursor === undefined
        ? { limit: PAGE_SIZE }
        : { limit: PAGE_SIZE, cursor },
    paging: page => {
      if (!page) {
        return undefined;
      }
      const { nextCursor } = page.pageInfo;
      return {
        pageSize: PAGE_SIZE,
        offset: index === -1 ? undefined : index * PAGE_SIZE,
        totalItems: page.totalItems,
        onNext: nextCursor
          ? () => {
              setWalked([
                ...(index === -1
                  ? [undefined, cursor]
                  : walked.slice(0, index)),
                cursor,
                nextCursor,
              ]);
              url.set({ [name]: nextCursor });
            }
          : undefined,
        onPrevious:
          cursor === undefined
            ? undefined
            : () =>
                url.set({ [name]: index > 0 ? walked[index - 1] : undefined }),
      };
    },
  };
}
