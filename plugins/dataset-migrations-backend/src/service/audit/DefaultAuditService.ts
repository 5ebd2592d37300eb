import { InputError } from '@backstage/errors';
import type {
  ActPage,
  ListActsRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { listActRows } from '../../database/operations/acts/listActRows';
import { DEFAULT_LIMIT, toPageInfo } from '../lists/page';
import { decodeCursor } from '../request/cursor';
import type { AuditService } from './AuditService';
import { toAct } from './toAct';

const LIST = 'acts';

/** Lists what was asked for, whoever wants to know; permission is the business of `AuthorizedAuditService`. */
export class DefaultAuditService implements AuditService {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DefaultAuditService {
    return new DefaultAuditService(options);
  }

  private constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async listActs(request: ListActsRequest): Promise<ActPage> {
    const { cursor, limit = DEFAULT_LIMIT } = request;
    const { rows, total } = await listActRows(this.#knex, {
      actor: request.actor,
      acts: request.act,
      outcomes: request.outcome,
      migrationId: request.migrationId,
      since: toInstant('since', request.since),
      until: toInstant('until', request.until),
      limit: limit + 1,
      before: decodeCursor({ list: LIST, cursor, schema: z.int() }),
    });
    const { page, pageInfo } = toPageInfo({
      list: LIST,
      rows,
      limit,
      positionOf: row => Number(row.id),
    });
    return { items: page.map(toAct), totalItems: total, pageInfo };
  }
}

function toInstant(
  name: 'since' | 'until',
  text: string | undefined,
): DateTime | undefined {
  if (text === undefined) {
    return undefined;
  }
  const instant = DateTime.fromISO(text);
  if (!instant.isValid) {
    throw new InputError(
      `query.${name}: ${JSON.stringify(
        text,
      )} is no instant that there was; write it like 2026-11-28T09:00:00Z`,
    );
  }
  return instant;
}
