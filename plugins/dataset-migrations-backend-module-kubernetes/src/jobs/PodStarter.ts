import { ServiceUnavailableError } from '@backstage/errors';
import type { V1Job, V1Pod } from '@kubernetes/client-node';
import { setTimeout as delay } from 'node:timers/promises';
import type { KubernetesApi } from '../api/KubernetesApi';
import { decideAdoption } from './decideAdoption';
import { foldJobState } from './foldJobState';
import type { JobState } from './JobState';
import { ANNOTATIONS, LABELS } from './labels';

/** A Job that the cluster has. */
export interface SubmittedJob {
  name: string;
  uid: string;
}

export interface PodStarterOptions {
  api: KubernetesApi;
  /** How long a pod may wait for its queue, its node and its image. */
  startSeconds: number;
  /** Between two looks. */
  pollMs: number;
}

/** So often a name is found taken before something is wrong that no waiting mends. */
const MOST_REPLACEMENTS = 120;

/** Gets the pod of a command to run, and looks after it. */
export class PodStarter {
  readonly #options: PodStarterOptions;

  constructor(options: PodStarterOptions) {
    this.#options = options;
  }

  /** Creates a Job, or adopts it when an earlier request has created it; what is of somebody else by that name makes way. */
  async submit(job: V1Job, signal: AbortSignal): Promise<SubmittedJob> {
    const { api, pollMs } = this.#options;
    const name = nameOf(job);
    const wish = job.metadata?.annotations?.[ANNOTATIONS.wish] ?? '';
    for (let tries = 0; tries < MOST_REPLACEMENTS; tries += 1) {
      const created = await api.createJob(job, signal);
      if (created) {
        return { name, uid: uidOf(created) };
      }
      const found = await api.findJob(name, signal);
      if (!found) {
        continue;
      }
      if (decideAdoption({ found, wish }) === 'adopt') {
        return { name, uid: uidOf(found) };
      }
      await api.deleteJob({ name, uid: uidOf(found) }, signal);
      await delay(pollMs, undefined, { signal });
    }
    throw new ServiceUnavailableError(
      `There is a Job ${name} of somebody else that does not go away`,
    );
  }

  /** The name of the pod, once it runs. Throws `ServiceUnavailableError` when that takes too long or cannot be. */
  async untilRunning(job: SubmittedJob, signal: AbortSignal): Promise<string> {
    const { startSeconds, pollMs } = this.#options;
    const until = performance.now() + startSeconds * 1000;
    for (;;) {
      const state = await this.look({ ...job, hasRun: false }, signal);
      if (state.kind === 'running') {
        return state.podName;
      }
      if (state.kind !== 'waiting') {
        const why = await this.#explain(job, state, signal);
        throw new ServiceUnavailableError(
          `The pod of ${job.name} did not start: ${why}`,
        );
      }
      if (performance.now() > until) {
        throw new ServiceUnavailableError(
          `The pod of ${job.name} did not start within ${startSeconds} seconds (datasetMigrations.kubernetes.startSeconds): ${state.why}`,
        );
      }
      await delay(pollMs, undefined, { signal });
    }
  }

  /** What became of a Job, and of no other that has its name now. */
  async look(
    { name, uid, hasRun }: SubmittedJob & { hasRun: boolean },
    signal: AbortSignal,
  ): Promise<JobState> {
    const { api } = this.#options;
    const [job, pods] = await Promise.all([
      api.findJob(name, signal),
      this.#listPods(uid, signal),
    ]);
    return foldJobState({
      job: job && uidOf(job) === uid ? job : undefined,
      pods,
      hasRun,
    });
  }

  async #listPods(uid: string, signal: AbortSignal): Promise<V1Pod[]> {
    const { api } = this.#options;
    return await api.listPods(`${LABELS.controllerUid}=${uid}`, signal);
  }

  async #explain(
    { uid }: SubmittedJob,
    state: JobState,
    signal: AbortSignal,
  ): Promise<string> {
    if (state.kind !== 'ended') {
      return 'why' in state ? state.why : 'it passed a limit';
    }
    const [pod] = await this.#listPods(uid, signal);
    const podName = pod?.metadata?.name;
    const log =
      podName === undefined
        ? ''
        : await this.#options.api.readLog(podName, signal);
    return `it ended with code ${state.exitCode}: ${log.trim()}`;
  }
}

function nameOf(job: V1Job): string {
  const name = job.metadata?.name;
  if (name === undefined) {
    throw new Error('A Job has no name');
  }
  return name;
}

function uidOf(job: V1Job): string {
  const uid = job.metadata?.uid;
  if (uid === undefined) {
    throw new Error('A Job of the cluster has no uid');
  }
  return uid;
}
