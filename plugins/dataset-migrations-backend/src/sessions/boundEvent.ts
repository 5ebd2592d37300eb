import type { LoggedEvent } from './LoggedEvent';
import { boundLogText } from './boundLogText';

/** Of what the text of a line may hold, in bytes. */
const MOST_BYTES: Record<LoggedEvent['kind'], number> = {
  agent: 0,
  prompt: 16_000,
  message: 8_000,
  thought: 4_000,
  toolCall: 4_000,
  toolResult: 4_000,
  modelRequest: 0,
  modelRefused: 1_000,
  verification: 4_000,
  verdict: 4_000,
  round: 0,
  end: 2_000,
  outcome: 2_000,
  cut: 1_000,
};
const MOST_NAME_BYTES = 200;

/** What is stored of a line beside its kind: bounded, and without secrets and control characters. */
export function boundEvent(
  event: LoggedEvent,
  secrets: string[],
): Record<string, unknown> {
  const { kind, ...rest } = event;
  return Object.fromEntries(
    Object.entries(rest).flatMap(([field, value]): Array<[string, unknown]> => {
      if (value === undefined) {
        return [];
      }
      if (typeof value !== 'string') {
        return [[field, value]];
      }
      if (field === 'text') {
        return Object.entries(boundLogText(value, MOST_BYTES[kind], secrets));
      }
      return [[field, boundLogText(value, MOST_NAME_BYTES, secrets).text]];
    }),
  );
}
