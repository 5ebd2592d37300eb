import type {
  MigrationRequest,
  RevertRequest,
  RevertResult,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { revertTargets } from '../acts/revertTargets';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import type { RevertService } from './RevertService';

/** The parts of the context that reverts need. */
export type RevertContext = Pick<
  ServiceContext,
  'approval' | 'auth' | 'knex' | 'modelBudgets' | 'onChange'
>;

/** Does what is asked about what was merged, whoever asks; permission is the business of `AuthorizedRevertService`. */
export class DefaultRevertService implements RevertService {
  readonly #context: RevertContext;

  static create(context: RevertContext): DefaultRevertService {
    return new DefaultRevertService(context);
  }

  private constructor(context: RevertContext) {
    this.#context = context;
  }

  async revertTargets(
    request: MigrationRequest & RevertRequest,
    options: CallOptions,
  ): Promise<RevertResult> {
    return revertTargets(this.#context, request, options);
  }
}
