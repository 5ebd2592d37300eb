import { CustomErrorBase } from '@backstage/errors';

/** Somebody else has looked at the same entity, and was faster. */
export class OvertakenError extends CustomErrorBase {
  override name = 'OvertakenError' as const;
}
