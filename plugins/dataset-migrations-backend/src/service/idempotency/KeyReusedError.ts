import { CustomErrorBase } from '@backstage/errors';

/** A key of idempotency was sent before, with another request: 422. */
export class KeyReusedError extends CustomErrorBase {
  name = 'KeyReusedError' as const;

  /** On the class, so that it does not become part of the answer. */
  get statusCode(): number {
    return 422;
  }
}
