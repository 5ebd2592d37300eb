import { scriptSchema, type Script } from './Script';

/**
 * What a provider has answered to a request that was recorded.
 * @public
 */
export interface RecordedAnswer {
  /** SHA-256 of the body of the request, in hexadecimal digits. */
  bodyHash: string;
  status: number;
  contentType: string;
  /** The body of the answer. */
  answer: string;
}

/**
 * A script that answers a recorded session again: each request once, in the order in which the same request came, and nothing
 * that was not asked then.
 * @public
 */
export function replayScript(answers: RecordedAnswer[]): Script {
  return scriptSchema.parse({
    rules: answers.map(({ bodyHash, status, contentType, answer }, index) => ({
      name: `recorded ${index + 1}`,
      when: { bodyHash },
      times: 1,
      answer: { recorded: { status, contentType, body: answer } },
    })),
  });
}
