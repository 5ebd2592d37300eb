import type { AuthService } from '@backstage/backend-plugin-api';
import type {
  NoticePreference,
  NoticePreferenceRequest,
  TeamRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/inTransaction';
import { findPreference } from '../../database/operations/notices/findPreference';
import { storePreference } from '../../database/operations/notices/storePreference';
import { toIso } from '../../database/time';
import { actorOf } from '../actorOf';
import type { NoticePolicy } from '../announcing/NoticePolicy';
import type { CallOptions } from '../MigrationService';
import { parseRefParameter } from '../request/parseRefParameter';
import type { NoticeService } from './NoticeService';

export interface NoticeContext {
  knex: Knex;
  auth: AuthService;
  policy: NoticePolicy;
}

/** Keeps what is wanted, whoever asks; permission is the business of `AuthorizedNoticeService`. */
export class DefaultNoticeService implements NoticeService {
  readonly #context: NoticeContext;

  static create(context: NoticeContext): DefaultNoticeService {
    return new DefaultNoticeService(context);
  }

  private constructor(context: NoticeContext) {
    this.#context = context;
  }

  async getNoticePreference({
    ownerRef: given,
  }: TeamRequest): Promise<NoticePreference> {
    const ownerRef = parseRefParameter('ownerRef', given);
    return this.#readPreference(this.#context.knex, ownerRef);
  }

  async setNoticePreference(
    request: TeamRequest & NoticePreferenceRequest,
    { credentials }: CallOptions,
  ): Promise<NoticePreference> {
    const { knex, auth } = this.#context;
    const ownerRef = parseRefParameter('ownerRef', request.ownerRef);
    return inTransaction(knex, async tx => {
      await storePreference({
        knex: tx,
        ownerRef,
        mutedKinds: [...new Set(request.mutedKinds)],
        digestMinutes: request.digestMinutes ?? null,
        setBy: actorOf(auth, credentials),
      });
      const result = await this.#readPreference(tx, ownerRef);
      return { result, commits: !request.dryRun };
    });
  }

  async #readPreference(
    knex: Knex,
    ownerRef: string,
  ): Promise<NoticePreference> {
    const { policy } = this.#context;
    const row = await findPreference(knex, ownerRef);
    return {
      ownerRef,
      mutedKinds: row ? JSON.parse(row.muted_kinds) : [],
      digestMinutes: row?.digest_minutes ?? undefined,
      defaultDigestMinutes: policy.digestMinutes,
      setBy: row?.set_by,
      setAt: row && toIso(row.set_at),
    };
  }
}
