/** Keeps the newest answers by what they depend on; whoever asks for one that is being worked out waits for it. */
export class CheckCache<T> {
  readonly #most: number;
  readonly #answers = new Map<string, Promise<T>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** @param isLasting false for an answer that the next time may be another */
  async get(
    key: string,
    work: () => Promise<T>,
    isLasting: (answer: T) => boolean = () => true,
  ): Promise<T> {
    const known = this.#answers.get(key);
    if (known) {
      // who was aborted has no answer for others
      return await known.catch(() => this.#work(key, work, isLasting));
    }
    return await this.#work(key, work, isLasting);
  }

  async #work(
    key: string,
    work: () => Promise<T>,
    isLasting: (answer: T) => boolean,
  ): Promise<T> {
    const answer = work();
    this.#answers.set(key, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.#most) {
      this.#answers.delete(oldest);
    }
    try {
      const value = await answer;
      if (!isLasting(value)) {
        this.#answers.delete(key);
      }
      return value;
    } catch (error) {
      this.#answers.delete(key);
      throw error;
    }
  }
}
