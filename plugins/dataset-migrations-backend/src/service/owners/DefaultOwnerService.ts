import type {
  Migration,
  MigrationRequest,
  OwnersRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import type { OwnerService } from './OwnerService';
import { setOwners } from './setOwners';

/** What a change of owners works with. */
export interface OwnerContext
  extends Pick<
    ServiceContext,
    'knex' | 'auth' | 'catalog' | 'modelBudgets' | 'approval' | 'onChange'
  > {
  /** How long somebody is told nothing more of a kind, unless they have chosen otherwise. */
  digestMinutes: number;
}

/** Changes owners, whoever asks; permission is the business of `AuthorizedOwnerService`. */
export class DefaultOwnerService implements OwnerService {
  readonly #context: OwnerContext;

  static create(context: OwnerContext): DefaultOwnerService {
    return new DefaultOwnerService(context);
  }

  private constructor(context: OwnerContext) {
    this.#context = context;
  }

  async setOwners(
    request: MigrationRequest & OwnersRequest,
    options: CallOptions,
  ): Promise<Migration> {
    return setOwners(this.#context, request, options);
  }
}
