import type { SessionLog } from '@skein/backstage-plugin-dataset-migrations-node';
import type { ContentPart, ToolSet } from 'ai';
import { toText } from '../toText';

type Parts = ReadonlyArray<ContentPart<ToolSet>>;

/** Records what a model answered: its thoughts, its words, and the tools that it wants. */
export function recordAnswer(log: SessionLog | undefined, parts: Parts): void {
  for (const part of parts) {
    if (part.type === 'reasoning' || part.type === 'text') {
      const kind = part.type === 'text' ? 'message' : 'thought';
      log?.record({ kind, text: part.text });
    } else if (part.type === 'tool-call') {
      log?.record({
        kind: 'toolCall',
        tool: part.toolName,
        callId: part.toolCallId,
        text: toText(part.input),
      });
    }
  }
}

/** Records what the tools of a step answered. */
export function recordToolResults(
  log: SessionLog | undefined,
  parts: Parts,
): void {
  for (const part of parts) {
    if (part.type === 'tool-result' || part.type === 'tool-error') {
      const failed = part.type === 'tool-error';
      log?.record({
        kind: 'toolResult',
        tool: part.toolName,
        callId: part.toolCallId,
        text: failed ? String(part.error) : toText(part.output),
        failed,
      });
    }
  }
}
