/** What was to be exchanged with a pod is larger than it may be. */
export class TooManyBytesError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TooManyBytesError';
  }
}
