import {
  fleetReadPermission,
  type ActPage,
  type ListActsRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationAccess } from '../MigrationAccess';
import type { CallOptions } from '../MigrationService';
import type { AuditService } from './AuditService';

type Access = Pick<MigrationAccess, 'require'>;

/** Who asked for what is the business of who may see the fleet. */
export class AuthorizedAuditService implements AuditService {
  readonly #inner: AuditService;
  readonly #access: Access;

  static create(options: {
    inner: AuditService;
    access: Access;
  }): AuthorizedAuditService {
    return new AuthorizedAuditService(options);
  }

  private constructor(options: { inner: AuditService; access: Access }) {
    this.#inner = options.inner;
    this.#access = options.access;
  }

  async listActs(
    request: ListActsRequest,
    options: CallOptions,
  ): Promise<ActPage> {
    await this.#access.require(fleetReadPermission, options.credentials);
    return this.#inner.listActs(request, options);
  }
}
