import { CustomErrorBase } from '@backstage/errors';

/** What the caller has read does not stand any more: 412. */
export class PreconditionFailedError extends CustomErrorBase {
  name = 'PreconditionFailedError' as const;

  /** On the class, so that it does not become part of the answer. */
  get statusCode(): number {
    return 412;
  }
}
