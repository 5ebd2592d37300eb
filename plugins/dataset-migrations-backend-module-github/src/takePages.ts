/** Pages of a list as octokit gives them one after the other. */
type Pages<T> = AsyncIterable<{ data: T[]; headers: { link?: string } }>;

/** The first pages of a list, and whether that was all of it. */
export async function takePages<T>(
  pages: Pages<T>,
  mostPages: number,
): Promise<{ items: T[]; complete: boolean }> {
  const items: T[] = [];
  let taken = 0;
  for await (const { data, headers } of pages) {
    items.push(...data);
    taken += 1;
    if (taken === mostPages) {
      return { items, complete: !/rel="next"/.test(headers.link ?? '') };
    }
  }
  return { items, complete: true };
}
