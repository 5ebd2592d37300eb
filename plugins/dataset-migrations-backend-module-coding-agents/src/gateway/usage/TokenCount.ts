/** Tokens of one answer, each counted once. */
export interface TokenCount {
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
}

/** What a part of an answer says about tokens; what it does not say is absent. */
export type ReportedTokens = Partial<TokenCount>;
