import type { ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { StreamEvent } from './apis/ModelApi';

function renderEvent({ event, data }: StreamEvent): string {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${text}\n\n`;
}

/** Without server-sent events Gemini streams the elements of a JSON array. */
function renderElement({ data }: StreamEvent, index: number): string {
  return `${index === 0 ? '[' : ','}${JSON.stringify(data)}\n`;
}

/** Sends a stream, each event by itself; with `cutAfterEvents` the connection breaks in the middle. */
export async function sendStream(
  response: ServerResponse,
  options: {
    events: StreamEvent[];
    cutAfterEvents?: number;
    serverSentEvents: boolean;
  },
): Promise<void> {
  const { events, cutAfterEvents, serverSentEvents } = options;
  response.writeHead(200, {
    'content-type': serverSentEvents ? 'text/event-stream' : 'application/json',
  });
  const sent = events.slice(0, cutAfterEvents);
  for (const [index, event] of sent.entries()) {
    const text = serverSentEvents
      ? renderEvent(event)
      : renderElement(event, index);
    if (!response.write(text)) {
      await once(response, 'drain');
    }
    await new Promise(resolve => setImmediate(resolve));
  }
  if (cutAfterEvents !== undefined) {
    response.destroy();
  } else {
    response.end(serverSentEvents ? undefined : ']');
  }
}
