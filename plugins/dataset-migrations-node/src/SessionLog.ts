/**
 * What an agent tells the log of its attempt. What it asks of models, what the verifiers say and how it ends is
 * recorded by the backend.
 * @public
 */
export type AgentEvent =
  | {
      /** It was told to do something. */
      kind: 'prompt';
      text: string;
    }
  | {
      /** It said something. */
      kind: 'message';
      text: string;
    }
  | {
      /** It thought aloud. */
      kind: 'thought';
      text: string;
    }
  | {
      /** It asked for a tool. */
      kind: 'toolCall';
      tool: string;
      /** The arguments, for example as JSON. */
      text: string;
      /** The same in the call and in its result. */
      callId?: string;
    }
  | {
      /** A tool answered. */
      kind: 'toolResult';
      tool: string;
      text: string;
      failed?: boolean;
      callId?: string;
    }
  | {
      /** It begins to work on what the verifiers found, from 1. */
      kind: 'round';
      round: number;
    };

/**
 * The log of an attempt, for people who want to see what an agent did. It can only be added to. Texts are kept without
 * secrets and control characters, and only so much of each and of all.
 * @public
 */
export interface SessionLog {
  /** Never throws and waits for nothing: a log that cannot be written is no reason for an agent to fail. */
  record(event: AgentEvent): void;
  /** Names a text that must not stand in the log, for example a key; from now on it is taken out. */
  hide(secret: string): void;
}
