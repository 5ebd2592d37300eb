/** What an agent did with one prompt. */
export interface AgentTurn {
  /** Its last words. */
  text: string;
}

/** A conversation with an agent that works on a checkout. */
export interface AgentSession {
  /** Sends a prompt and waits until the agent comes to rest; the second goes to the same conversation. */
  prompt(text: string): Promise<AgentTurn>;
  /** Ends the agent and whatever it started. */
  close(): Promise<void>;
}
