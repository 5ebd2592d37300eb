const lastByDirectory = new Map<string, Promise<unknown>>();

/** Does one thing after the other in a repository: two fetches would fight for git's lock on the list of shallow commits. */
export async function oneAfterTheOther<T>(
  directory: string,
  work: () => Promise<T>,
): Promise<T> {
  const before = lastByDirectory.get(directory) ?? Promise.resolve();
  const mine = before.then(work, work);
  lastByDirectory.set(directory, mine);
  try {
    return await mine;
  } finally {
    if (lastByDirectory.get(directory) === mine) {
      lastByDirectory.delete(directory);
    }
  }
}
