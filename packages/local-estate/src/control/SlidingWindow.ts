interface Taken {
  at: number;
  tokens: number;
}

/** How much was taken within the last so many milliseconds, and whether more may be. */
export class SlidingWindow {
  readonly #most: number;
  readonly #milliseconds: number;
  readonly #taken: Taken[] = [];
  #sum = 0;
  #peak = 0;

  static create(options: { most: number; milliseconds: number }) {
    return new SlidingWindow(options.most, options.milliseconds);
  }

  private constructor(most: number, milliseconds: number) {
    this.#most = most;
    this.#milliseconds = milliseconds;
  }

  /** The most that was ever in it. */
  get peak(): number {
    return this.#peak;
  }

  hasRoomFor(tokens: number, now: number): boolean {
    this.#forget(now);
    return tokens === 0 || this.#sum + tokens <= this.#most;
  }

  add(tokens: number, now: number): void {
    if (tokens > 0) {
      this.#taken.push({ at: now, tokens });
      this.#sum += tokens;
      this.#peak = Math.max(this.#peak, this.#sum);
    }
  }

  /** Until there is room. */
  millisecondsToWait(tokens: number, now: number): number {
    this.#forget(now);
    let left = this.#sum + tokens - this.#most;
    for (const taken of this.#taken) {
      if (left <= 0) {
        break;
      }
      left -= taken.tokens;
      if (left <= 0) {
        return taken.at + this.#milliseconds - now;
      }
    }
    return 0;
  }

  #forget(now: number): void {
    while (
      this.#taken.length > 0 &&
      this.#taken[0].at <= now - this.#milliseconds
    ) {
      this.#sum -= this.#taken.shift()!.tokens;
    }
  }
}
