import type { ModelPrice } from '../ModelProvider';
import type { TokenCount } from './TokenCount';

const TOKENS_OF_A_PRICE = 1_000_000;

/** What tokens cost, in dollars. */
export function priceTokens(price: ModelPrice, tokens: TokenCount): number {
  return (
    (tokens.inputTokens * price.input +
      tokens.outputTokens * price.output +
      tokens.cacheReadTokens * price.cacheRead +
      tokens.cacheWriteTokens * price.cacheWrite) /
    TOKENS_OF_A_PRICE
  );
}

/** The most that a request can cost: all of its input written to a cache or not, whichever is dearer. */
export function priceAtMost(
  price: ModelPrice,
  tokens: { input: number; output: number },
): number {
  const dearest = Math.max(price.input, price.cacheWrite, price.cacheRead);
  return (
    (tokens.input * dearest + tokens.output * price.output) / TOKENS_OF_A_PRICE
  );
}
