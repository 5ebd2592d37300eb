import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/inTransaction';
import { findAnswer } from '../../database/operations/idempotency/findAnswer';
import { keepAnswer } from '../../database/operations/idempotency/keepAnswer';
import { KeyReusedError } from './KeyReusedError';

export interface RepeatableCallOptions {
  knex: Knex;
  /** Who calls. */
  actor: string;
  /** As the caller has sent it; nothing is kept without one. */
  key: string | undefined;
  request: object;
}

/** A call that its caller may repeat, without knowing whether it has come through: it is done once, and answered the same each time. */
export class RepeatableCall<TAnswer extends object> {
  readonly #options: RepeatableCallOptions;
  readonly #requestHash: string;

  static create<TAnswer extends object>(
    options: RepeatableCallOptions,
  ): RepeatableCall<TAnswer> {
    return new RepeatableCall(options);
  }

  private constructor(options: RepeatableCallOptions) {
    this.#options = options;
    this.#requestHash = createHash('sha256')
      .update(JSON.stringify(options.request))
      .digest('hex');
  }

  /** What was answered before; throws `KeyReusedError` when something else was asked for with the same key. */
  async recall(): Promise<TAnswer | undefined> {
    const { knex, actor, key } = this.#options;
    const found = key && (await findAnswer(knex, { actor, key }));
    if (!found) {
      return undefined;
    }
    if (found.request_hash !== this.#requestHash) {
      throw new KeyReusedError(
        `headers.idempotency-key: ${JSON.stringify(
          key,
        )} was sent with another body before; send the same body again, or a new key for a new request`,
      );
    }
    return JSON.parse(found.answer);
  }

  /** Acts in one transaction with the keeping of its answer. Nothing is done when another call with the key was faster: that one's answer is given. */
  async act(
    change: (tx: Knex.Transaction) => Promise<TAnswer>,
  ): Promise<{ answer: TAnswer; repeated: boolean }> {
    const { knex, actor, key } = this.#options;
    const done = await inTransaction(knex, async tx => {
      const answer = await change(tx);
      const isFirst =
        key === undefined ||
        (await keepAnswer({
          tx,
          actor,
          key,
          request_hash: this.#requestHash,
          answer: JSON.stringify(answer),
        }));
      return { result: { answer, isFirst }, commits: isFirst };
    });
    const before = done.isFirst ? undefined : await this.recall();
    return { answer: before ?? done.answer, repeated: !done.isFirst };
  }
}
