import { redactText } from './redactText';

/**
 * The way to who plays a record: requests are sent as they would have been recorded, since what is secret in a checkout is not
 * in the record.
 */
export function redactRequests(options: {
  fetch: typeof globalThis.fetch;
  secrets: readonly string[];
}): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const body = redactText(await request.clone().text(), options.secrets);
    return await options.fetch(new Request(request, { body }));
  };
}
