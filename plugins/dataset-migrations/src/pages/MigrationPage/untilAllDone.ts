/** Calls again as long as the server, which takes a portion at a time, has done something and has more left. */
export async function untilAllDone(
  act: () => Promise<{ total: number; done: number }>,
): Promise<void> {
  let left: boolean;
  do {
    const { total, done } = await act();
    left = done > 0 && total > done;
  } while (left);
}
