/**
 * Tokens that so many bytes of JSON come to, rather too many than too few: prose and code have about four bytes in a token,
 * and JSON around them has more.
 */
export function estimateTokens(bytes: number): number {
  return Math.ceil(bytes / 3);
}
