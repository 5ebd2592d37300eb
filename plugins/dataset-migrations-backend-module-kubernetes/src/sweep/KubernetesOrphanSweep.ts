import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  OrphanSweep,
  OrphanSweepOptions,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { KubernetesApi } from '../api/KubernetesApi';
import { selectInstance } from '../jobs/labels';
import { decideOrphans, listAttempts } from './decideOrphans';

export interface KubernetesOrphanSweepOptions {
  api: Pick<KubernetesApi, 'listJobs' | 'deleteJob'>;
  /** Whose Jobs are looked at. */
  instance: string;
  logger: Pick<LoggerService, 'info'>;
}

/** Removes Jobs of attempts that have ended, or whose worker was lost: also those that still wait for a queue or a node. */
export class KubernetesOrphanSweep implements OrphanSweep {
  readonly id = 'kubernetes';
  readonly #options: KubernetesOrphanSweepOptions;

  constructor(options: KubernetesOrphanSweepOptions) {
    this.#options = options;
  }

  async sweep({ listRunning, signal }: OrphanSweepOptions): Promise<void> {
    const { api, instance, logger } = this.#options;
    // an attempt is on record before its first Job, so that a Job which is seen belongs to an attempt that is known
    const jobs = await api.listJobs(selectInstance(instance), signal);
    const running = await listRunning(listAttempts(jobs));
    for (const { name, uid, attemptId } of decideOrphans(jobs, running)) {
      await api.deleteJob({ name, uid }, signal);
      logger.info(
        `The Job ${name} was removed, since its attempt ${attemptId} does not run any more`,
      );
    }
  }
}
