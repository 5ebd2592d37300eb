/**
 * Lets one change at a time into each repository, so that a check and the write that relies on it cannot be parted.
 * @internal
 */
export class RepositoryLocks {
  readonly #tails = new Map<string, Promise<unknown>>();

  async run<T>(fullName: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(fullName) ?? Promise.resolve();
    const result = before.then(work);
    // the next in line waits for the end, however it came
    this.#tails.set(
      fullName,
      result.catch(() => undefined),
    );
    return result;
  }
}
