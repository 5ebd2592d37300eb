const PAGE = 200;

export interface ListAllPagesOptions<TItem> {
  load(page: { limit: number; cursor?: string }): Promise<{
    items: TItem[];
    pageInfo: { nextCursor?: string };
  }>;
  /** More than this no browser should hold for a file. */
  most: number;
}

/** A list that the server pages, page after page; not all of it where it is very long. */
export async function listAllPages<TItem>(
  options: ListAllPagesOptions<TItem>,
): Promise<{ items: TItem[]; isCut: boolean }> {
  const { load, most } = options;
  const items: TItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await load({ limit: PAGE, ...(cursor && { cursor }) });
    items.push(...page.items);
    cursor = page.pageInfo.nextCursor;
  } while (cursor && items.length < most);
  return { items, isCut: cursor !== undefined };
}
