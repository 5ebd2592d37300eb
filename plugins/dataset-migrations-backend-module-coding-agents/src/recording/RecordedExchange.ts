/** A request to a provider with its answer, as it is kept; without headers, which hold keys. */
export interface RecordedExchange {
  /** Path and query at the provider. */
  path: string;
  /** The body, without what is secret. */
  request: string;
  /** SHA-256 of that, in hexadecimal digits. */
  bodyHash: string;
  status: number;
  contentType: string;
  /** The body of the answer, without what is secret. */
  answer: string;
}
