import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NewSessionEvent } from '../database/operations/sessions/appendSessionEvents';
import { admitEvent, type SessionLimits } from './admitEvent';
import { boundEvent } from './boundEvent';
import { CLOSING_KINDS, type LoggedEvent } from './LoggedEvent';

export interface AttemptLogOptions {
  /** Stores lines; false when the attempt is over and nothing more may be written. */
  append(events: NewSessionEvent[]): Promise<boolean>;
  limits: SessionLimits;
  logger: LoggerService;
}

/** What one agent of an attempt tells, and what is seen of it. */
export interface AgentLog {
  record(event: LoggedEvent): void;
  /** Takes a text out of all that comes. */
  hide(secret: string): void;
}

/** Who follows a log looks less often than that. */
const FLUSH_MILLISECONDS = 500;
const MOST_AT_ONCE = 100;

type Pending = Omit<NewSessionEvent, 'ageSeconds'> & { recordedAt: number };

/**
 * The log of one attempt: lines wait a moment, so that a talkative agent does not cost a write for each word, and are stored in
 * order. It never fails an attempt: what cannot be stored is tried again with what comes next.
 */
export class AttemptLog {
  readonly #options: AttemptLogOptions;
  readonly #secrets = new Set<string>();
  readonly #kept = { events: 0, bytes: 0, closing: 0, isCut: false };
  #sequence = 0;
  #pending: Pending[] = [];
  #isOver = false;
  #flushing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: AttemptLogOptions) {
    this.#options = options;
  }

  static create(options: AttemptLogOptions): AttemptLog {
    return new AttemptLog(options);
  }

  /** What one agent of the attempt is given; without an agent, what the attempt says of itself. */
  of(agent?: string): AgentLog {
    return {
      record: event => this.#record(event, agent),
      hide: secret => void this.#secrets.add(secret),
    };
  }

  /** Stores what is left, if that can be done now. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#flushing;
    await this.flush();
    if (this.#pending.length > 0) {
      this.#options.logger.warn(
        `${
          this.#pending.length
        } lines of the log of an attempt could not be stored`,
      );
    }
    this.#isOver = true;
  }

  #record(event: LoggedEvent, agent: string | undefined): void {
    const { kind } = event;
    // a text that is not kept is not read either: an agent may go on to talk for ever
    if (this.#isOver || (this.#kept.isCut && !CLOSING_KINDS.has(kind))) {
      return;
    }
    const body = JSON.stringify(boundEvent(event, [...this.#secrets]));
    const bytes = Buffer.byteLength(body);
    switch (
      admitEvent({
        kind,
        bytes,
        kept: this.#kept,
        limits: this.#options.limits,
      })
    ) {
      case 'keep':
        this.#kept.events += 1;
        this.#kept.bytes += bytes;
        this.#kept.closing += CLOSING_KINDS.has(kind) ? 1 : 0;
        this.#add({ agent, kind, body });
        break;
      case 'cut':
        this.#kept.isCut = true;
        this.#add({ kind: 'cut', body: JSON.stringify(this.#explainCut()) });
        break;
      default:
    }
  }

  #explainCut(): { text: string } {
    const { events, bytes } = this.#options.limits;
    return {
      text: `More than ${events} lines or ${bytes} bytes are not kept of an attempt; what comes between here and its end is missing`,
    };
  }

  #add(event: Pick<Pending, 'agent' | 'kind' | 'body'>): void {
    this.#sequence += 1;
    this.#pending.push({
      ...event,
      sequence: this.#sequence,
      recordedAt: performance.now(),
    });
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, FLUSH_MILLISECONDS);
    this.#timer.unref();
  }

  /** Stores what waits, one write after the other; never rejects. */
  async flush(): Promise<void> {
    this.#flushing ??= this.#store().finally(() => {
      this.#flushing = undefined;
    });
    await this.#flushing;
  }

  async #store(): Promise<void> {
    while (this.#pending.length > 0) {
      const now = performance.now();
      const events = this.#pending
        .slice(0, MOST_AT_ONCE)
        .map(({ recordedAt, ...event }) => ({
          ...event,
          ageSeconds: (now - recordedAt) / 1000,
        }));
      try {
        if (!(await this.#options.append(events))) {
          this.#isOver = true;
          this.#pending = [];
          return;
        }
      } catch (error) {
        this.#options.logger.warn(
          `The log of an attempt could not be stored: ${error}`,
        );
        return;
      }
      this.#pending = this.#pending.slice(events.length);
    }
  }
}
