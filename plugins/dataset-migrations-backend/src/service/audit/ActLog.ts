import type {
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  ActDoor,
  ActKind,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { dropExcessRefusal } from '../../database/operations/acts/dropExcessRefusal';
import {
  endAct,
  type EndActOptions,
} from '../../database/operations/acts/endAct';
import { insertAct } from '../../database/operations/acts/insertAct';
import { actorOf } from '../actorOf';
import { describeAsked } from './describeAsked';
import { describeFailedAct } from './describeFailedAct';

/** What the auditor's log calls a change. One that is only tried changes nothing, and is no act. */
export type ChangeEventId = ActKind | `${string}-check`;

export interface ActLogOptions {
  knex: Knex;
  auth: AuthService;
  logger: LoggerService;
}

export interface RecordActOptions<TResult> {
  eventId: ChangeEventId;
  credentials: BackstageCredentials;
  /** Who asks, where it is not who calls. */
  actor?: string;
  through: ActDoor;
  /** What is asked for: parameters and body together. */
  request: object & { migrationId?: string; targetId?: string };
  /** The migration that an act has made. */
  madeBy?(result: TResult): string;
}

/** So many refusals of one person or program are kept of an hour; the auditor's log has all. */
const MOST_REFUSALS = 200;

/**
 * Who asked for what, and what came of it, as rows. The row is there before anything is done, since what is done without
 * one would be hidden for good; one that has no end was cut off.
 */
export class ActLog {
  readonly #options: ActLogOptions;

  static create(options: ActLogOptions): ActLog {
    return new ActLog(options);
  }

  private constructor(options: ActLogOptions) {
    this.#options = options;
  }

  /** Does something that somebody asked for, between the beginning and the end of its row. */
  async record<TResult>(
    options: RecordActOptions<TResult>,
    act: () => Promise<TResult>,
  ): Promise<TResult> {
    const { eventId, credentials, through, request } = options;
    if (isCheck(eventId)) {
      return act();
    }
    const { knex, auth } = this.#options;
    const actor = options.actor ?? actorOf(auth, credentials);
    const id = await insertAct(knex, {
      actor,
      act: eventId,
      through,
      migration_id: request.migrationId,
      target_id: request.targetId,
      asked: JSON.stringify(describeAsked(request)),
    });
    try {
      const result = await act();
      const migrationId = options.madeBy?.(result);
      await this.#end(actor, { id, outcome: 'done', migrationId });
      return result;
    } catch (error) {
      await this.#end(actor, { id, ...describeFailedAct(error) });
      throw error;
    }
  }

  /** Never throws: what was done is done, and its caller has to hear so. */
  async #end(actor: string, end: Omit<EndActOptions, 'knex'>): Promise<void> {
    const { knex, logger } = this.#options;
    try {
      await endAct({ ...end, knex });
      if (end.outcome === 'denied' || end.outcome === 'refused') {
        await dropExcessRefusal({
          knex,
          id: end.id,
          actor,
          most: MOST_REFUSALS,
        });
      }
    } catch (error) {
      logger.warn('The end of an act could not be written', {
        act: String(end.id),
        outcome: end.outcome,
        error: stringifyError(error),
      });
    }
  }
}

function isCheck(eventId: ChangeEventId): eventId is `${string}-check` {
  return eventId.endsWith('-check');
}
