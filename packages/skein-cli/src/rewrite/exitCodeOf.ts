import { EXIT_CODES, type ExitCode } from '../exitCodes';
import type { CheckoutRewrite } from './rewriteCheckout';

/** A patch that does not parse is an error; anything left for a person is not, and is not success either. */
export function exitCodeOf({ evidence, left }: CheckoutRewrite): ExitCode {
  if (evidence.parses.status === 'failed') {
    return EXIT_CODES.error;
  }
  return left.length > 0 || evidence.noOldReference.status === 'failed'
    ? EXIT_CODES.left
    : EXIT_CODES.proved;
}
