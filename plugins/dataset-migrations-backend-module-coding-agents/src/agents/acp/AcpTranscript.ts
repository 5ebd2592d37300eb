import type {
  ContentBlock,
  SessionUpdate,
  ToolCallContent,
} from '@agentclientprotocol/sdk';
import type { SessionLog } from '@skein/backstage-plugin-dataset-migrations-node';
import { toText } from '../toText';

type Spoken = 'message' | 'thought';

type ToolUpdate = Extract<
  SessionUpdate,
  { sessionUpdate: 'tool_call' | 'tool_call_update' }
>;

interface Call {
  tool: string;
  title: string;
  isRecorded: boolean;
}

/** More than this is not kept of what is said in one go. */
const LONGEST_SPEECH = 65_536;
/** Calls that wait for their end; an agent may begin as many as it likes. */
const MOST_CALLS = 500;

/**
 * Makes lines of a log from the small pieces in which an agent tells what it does. What it says in one go is one line: cut into
 * pieces, a secret in it would not be found.
 */
export class AcpTranscript {
  readonly #log: SessionLog | undefined;
  readonly #calls = new Map<string, Call>();
  #speech: { kind: Spoken; text: string } | undefined;

  constructor(log: SessionLog | undefined) {
    this.#log = log;
  }

  add(update: SessionUpdate): void {
    switch (update.sessionUpdate) {
      case 'agent_message_chunk':
        this.#speak('message', update.content);
        break;
      case 'agent_thought_chunk':
        this.#speak('thought', update.content);
        break;
      case 'tool_call':
      case 'tool_call_update':
        this.#endSpeech();
        this.#follow(update);
        break;
      default:
    }
  }

  /** The agent has come to rest. */
  end(): void {
    this.#endSpeech();
  }

  #speak(kind: Spoken, content: ContentBlock): void {
    if (content.type !== 'text') {
      return;
    }
    if (this.#speech?.kind !== kind) {
      this.#endSpeech();
    }
    const said = this.#speech?.text ?? '';
    this.#speech = {
      kind,
      text: said.length > LONGEST_SPEECH ? said : said + content.text,
    };
  }

  #endSpeech(): void {
    if (this.#speech) {
      this.#log?.record(this.#speech);
      this.#speech = undefined;
    }
  }

  #follow(update: ToolUpdate): void {
    const { toolCallId: callId, rawInput, status } = update;
    const known = this.#calls.get(callId);
    const call: Call = {
      // the name is the agent's own; the kind is one of few words
      tool: update.name ?? known?.tool ?? update.kind ?? 'other',
      title: update.title ?? known?.title ?? '',
      isRecorded: known?.isRecorded ?? false,
    };
    const isOver = status === 'completed' || status === 'failed';
    // many agents name a call first and say with what a moment later
    if (!call.isRecorded && (isOver || !isEmpty(rawInput))) {
      call.isRecorded = true;
      this.#log?.record({
        kind: 'toolCall',
        tool: call.tool,
        callId,
        text: [call.title, isEmpty(rawInput) ? '' : toText(rawInput)]
          .filter(Boolean)
          .join('\n'),
      });
    }
    if (!isOver) {
      this.#remember(callId, call);
      return;
    }
    this.#calls.delete(callId);
    const { content, rawOutput } = update;
    this.#log?.record({
      kind: 'toolResult',
      tool: call.tool,
      callId,
      text: content?.length
        ? content.map(renderContent).join('\n')
        : toText(rawOutput),
      failed: status === 'failed',
    });
  }

  #remember(callId: string, call: Call): void {
    this.#calls.delete(callId);
    this.#calls.set(callId, call);
    if (this.#calls.size > MOST_CALLS) {
      const [oldest] = this.#calls.keys();
      this.#calls.delete(oldest);
    }
  }
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

function renderContent(content: ToolCallContent): string {
  switch (content.type) {
    case 'content':
      return content.content.type === 'text'
        ? content.content.text
        : `(${content.content.type})`;
    case 'diff':
      return `${content.path}\n${content.newText}`;
    default:
      return `(${content.type})`;
  }
}
