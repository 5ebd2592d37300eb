import { isError } from '@backstage/errors';

/** An error with what it was caused by, outermost first; bounded, since a chain may lead back to itself. */
export function errorChain(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (
    let each = error;
    each !== undefined && each !== null && chain.length < 20;
    each = isError(each) ? each.cause : undefined
  ) {
    chain.push(each);
  }
  return chain;
}
