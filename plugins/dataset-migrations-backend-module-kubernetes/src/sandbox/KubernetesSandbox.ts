import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  InputError,
  ServiceUnavailableError,
  stringifyError,
  toError,
} from '@backstage/errors';
import type {
  Sandbox,
  SandboxCommand,
  SandboxedProcess,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { KubernetesApi } from '../api/KubernetesApi';
import type { KubernetesConfig } from '../config/kubernetesSchema';
import type { ExchangedMount } from '../files/FileExchange';
import { describeOpenPolicy } from '../jobs/describeOpenPolicy';
import type { JobState } from '../jobs/JobState';
import { nameJob } from '../jobs/nameJob';
import { planFolders } from '../jobs/planFolders';
import { planJob } from '../jobs/planJob';
import { PodStarter, type SubmittedJob } from '../jobs/PodStarter';
import { PodSession } from '../session/PodSession';
import { readPodScripts } from '../session/readPodScripts';
import { KubernetesProcess } from './KubernetesProcess';
import { planMounts } from './planMounts';
import { readProbe } from './readProbe';

export interface KubernetesSandboxOptions {
  api: KubernetesApi;
  config: KubernetesConfig;
  logger: Pick<LoggerService, 'warn'>;
  /** Between two looks at a pod. Default: 1000. */
  pollMs?: number;
  /** For how long a cluster may take to show why a pod does not answer. Default: 20000. */
  settleMs?: number;
  /** After so long without a word a pod and its backend take each other for gone. Default: 60. */
  silenceSeconds?: number;
  /** For how long a network may take to close around a new pod. Default: 20. */
  probeSeconds?: number;
}

const MEGABYTE = 1024 * 1024;
const ASK_MS = 20_000;

/** Runs commands in Jobs of Kubernetes, each in a pod of its own that reaches nobody. */
export class KubernetesSandbox implements Sandbox {
  readonly id = 'kubernetes';
  readonly #options: Required<KubernetesSandboxOptions>;
  readonly #starter: PodStarter;

  constructor(options: KubernetesSandboxOptions) {
    this.#options = {
      pollMs: 1000,
      settleMs: 20_000,
      silenceSeconds: 60,
      probeSeconds: 20,
      ...options,
    };
    this.#starter = new PodStarter({
      api: options.api,
      startSeconds: options.config.startSeconds,
      pollMs: this.#options.pollMs,
    });
  }

  async whyUnusable(): Promise<string | undefined> {
    const { api, config } = this.#options;
    const { namespace, networkPolicy: name } = config;
    try {
      const policy = await api.findNetworkPolicy(
        name,
        AbortSignal.timeout(ASK_MS),
      );
      if (!policy) {
        return `the namespace ${namespace} has no NetworkPolicy ${name}, so that its pods could reach everything; apply deploy/kubernetes`;
      }
      const open = describeOpenPolicy(policy);
      return open === undefined
        ? undefined
        : `the NetworkPolicy ${name} of the namespace ${namespace} does not close pods: ${open}`;
    } catch (error) {
      return `the cluster cannot be asked: ${stringifyError(error)}`;
    }
  }

  async spawn(command: SandboxCommand): Promise<SandboxedProcess> {
    command.signal.throwIfAborted();
    if (command.argv.length === 0) {
      throw new InputError(
        'A command for the sandbox is wrong: argv: is empty; give at least a program',
      );
    }
    const { config } = this.#options;
    const scripts = await readPodScripts();
    const mounts = await planMounts(command, config.imagePaths);
    const name = nameJob(config.instance, command.work);
    const job = planJob(config, {
      name,
      wish: randomUUID(),
      work: command.work,
      folders: planFolders([
        ...mounts,
        ...command.sockets.map(({ target }) => ({
          target,
          kind: 'file' as const,
        })),
      ]),
      limits: command.limits,
      waitScript: scripts.wait,
    });
    const submitted = await this.#starter.submit(job, command.signal);
    try {
      const podName = await this.#starter.untilRunning(
        submitted,
        command.signal,
      );
      const session = await PodSession.open({
        api: this.#options.api,
        podName,
        scripts,
        silenceSeconds: this.#options.silenceSeconds,
      });
      return await this.#startIn(session, { command, mounts, submitted });
    } catch (error) {
      await this.#remove(submitted);
      command.signal.throwIfAborted();
      throw error;
    }
  }

  async #startIn(
    session: PodSession,
    options: {
      command: SandboxCommand;
      mounts: ExchangedMount[];
      submitted: SubmittedJob;
    },
  ): Promise<SandboxedProcess> {
    const { config, silenceSeconds, probeSeconds } = this.#options;
    const { command, mounts, submitted } = options;
    const { reply } = await session
      .request('hello', {
        silenceSeconds,
        probe: readProbe(config.networkProbe, probeSeconds),
      })
      .catch(error => {
        throw new ServiceUnavailableError(
          `The pod of ${submitted.name} does not answer: ${error}`,
        );
      });
    if (reply.isNetworkOpen !== false) {
      session.close();
      throw new ServiceUnavailableError(
        `A pod can reach the API server of the cluster, so that what runs in it could reach others too: the network of the cluster does not enforce the NetworkPolicy ${config.networkPolicy}. Use one that does`,
      );
    }
    return await KubernetesProcess.start({
      session,
      command,
      mounts,
      sentBytes: config.maxSentMegabytes * MEGABYTE,
      findState: async () => await this.#findState(submitted),
      remove: async () => await this.#remove(submitted),
    });
  }

  /** A pod that has ended is seen to run for a little longer. */
  async #findState(submitted: SubmittedJob): Promise<JobState> {
    const { pollMs, settleMs } = this.#options;
    const until = performance.now() + settleMs;
    for (;;) {
      const state = await this.#starter
        .look({ ...submitted, hasRun: true }, AbortSignal.timeout(ASK_MS))
        .catch(
          (error): JobState => ({
            kind: 'lost',
            why: `the cluster cannot be asked: ${stringifyError(error)}`,
          }),
        );
      if (state.kind !== 'running' || performance.now() > until) {
        return state;
      }
      await delay(pollMs);
    }
  }

  /** What cannot be removed now is swept later. */
  async #remove(submitted: SubmittedJob): Promise<void> {
    const { api, logger } = this.#options;
    try {
      await api.deleteJob(submitted, AbortSignal.timeout(ASK_MS));
    } catch (error) {
      logger.warn(
        `The Job ${submitted.name} could not be removed`,
        toError(error),
      );
    }
  }
}
