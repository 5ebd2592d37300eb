import type {
  NoticePreference,
  NoticePreferenceRequest,
  TeamRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationAccess } from '../MigrationAccess';
import type { CallOptions } from '../MigrationService';
import { parseRefParameter } from '../request/parseRefParameter';
import type { NoticeService } from './NoticeService';

type Access = Pick<MigrationAccess, 'requireTeamMember'>;

/** What a team is told is the business of its members, and of who runs the fleet. */
export class AuthorizedNoticeService implements NoticeService {
  readonly #inner: NoticeService;
  readonly #access: Access;

  static create(options: {
    inner: NoticeService;
    access: Access;
  }): AuthorizedNoticeService {
    return new AuthorizedNoticeService(options);
  }

  private constructor(options: { inner: NoticeService; access: Access }) {
    this.#inner = options.inner;
    this.#access = options.access;
  }

  async getNoticePreference(
    request: TeamRequest,
    options: CallOptions,
  ): Promise<NoticePreference> {
    await this.#requireMember(request, options);
    return this.#inner.getNoticePreference(request, options);
  }

  async setNoticePreference(
    request: TeamRequest & NoticePreferenceRequest,
    options: CallOptions,
  ): Promise<NoticePreference> {
    await this.#requireMember(request, options);
    return this.#inner.setNoticePreference(request, options);
  }

  async #requireMember(
    { ownerRef }: TeamRequest,
    { credentials }: CallOptions,
  ): Promise<void> {
    await this.#access.requireTeamMember(
      parseRefParameter('ownerRef', ownerRef),
      credentials,
    );
  }
}
