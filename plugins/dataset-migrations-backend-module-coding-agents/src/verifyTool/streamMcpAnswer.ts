import type { VerifyAnswer } from './VerifyTool';

export interface StreamMcpAnswerOptions {
  id: string | number;
  /** Named by clients that want to hear that somebody is at work. */
  progressToken: string | number | undefined;
  answer: Promise<VerifyAnswer>;
}

/** Clients give up on what is silent for longer; some of them after half a minute. */
const PROGRESS_MILLISECONDS = 5_000;

/** The answer to a use of the tool as a stream: verifiers may take minutes, and clients do not wait so long for silence. */
export function streamMcpAnswer(options: StreamMcpAnswerOptions): Response {
  const { id, progressToken, answer } = options;
  let timer: NodeJS.Timeout | undefined;
  let progress = 0;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (message: object) =>
        controller.enqueue(
          Buffer.from(
            `event: message\ndata: ${JSON.stringify({
              jsonrpc: '2.0',
              ...message,
            })}\n\n`,
          ),
        );
      timer = setInterval(() => {
        progress += 1;
        if (progressToken === undefined) {
          controller.enqueue(Buffer.from(': the verifiers look\n\n'));
        } else {
          send({
            method: 'notifications/progress',
            params: { progressToken, progress },
          });
        }
      }, PROGRESS_MILLISECONDS);
      answer.then(
        ({ text, failed }) => {
          if (timer) {
            clearInterval(timer);
            timer = undefined;
            send({
              id,
              result: { content: [{ type: 'text', text }], isError: failed },
            });
            controller.close();
          }
        },
        error => {
          clearInterval(timer);
          controller.error(error);
        },
      );
    },
    cancel() {
      clearInterval(timer);
      timer = undefined;
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
    },
  });
}
