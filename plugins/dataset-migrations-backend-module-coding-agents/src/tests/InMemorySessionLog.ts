import type {
  AgentEvent,
  SessionLog,
} from '@skein/backstage-plugin-dataset-migrations-node';

/** The log of one attempt, as its agent told it; what is to be hidden is only remembered. */
export class InMemorySessionLog implements SessionLog {
  readonly events: AgentEvent[] = [];
  readonly hidden: string[] = [];

  record(event: AgentEvent): void {
    this.events.push(event);
  }

  hide(secret: string): void {
    this.hidden.push(secret);
  }
}
