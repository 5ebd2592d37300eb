import { ServiceUnavailableError } from '@backstage/errors';
import {
  BatchV1Api,
  CoreV1Api,
  NetworkingV1Api,
  type KubeConfig,
  type V1Job,
  type V1NetworkPolicy,
  type V1Pod,
} from '@kubernetes/client-node';
import { setTimeout as delay } from 'node:timers/promises';
import { CONTAINER } from '../jobs/planJob';
import { connectToPod } from './connectToPod';
import { decideRepeat } from './decideRepeat';
import { describeRequestError } from './describeRequestError';
import type {
  KubernetesApi,
  PodConnection,
  PodListener,
} from './KubernetesApi';
import { readFailure } from './readFailure';
import { withDeadline } from './withDeadline';

export interface ClientKubernetesApiOptions {
  /** Where the API server is, and who we are there. */
  kubeConfig: KubeConfig;
  namespace: string;
  /** The first rest before a request is repeated. Default: 500. */
  restMs?: number;
}

interface Page<T> {
  items: T[];
  metadata?: { _continue?: string };
}

const PAGE = 250;
/** A container that has just been started may not be found yet. */
const MOST_CONNECTS = 3;
const LOG_LINES = 20;
const LOG_BYTES = 2048;

/** Speaks to an API server by the client of Kubernetes. */
export class ClientKubernetesApi implements KubernetesApi {
  readonly #options: ClientKubernetesApiOptions;
  readonly #batch: BatchV1Api;
  readonly #core: CoreV1Api;
  readonly #networking: NetworkingV1Api;

  private constructor(options: ClientKubernetesApiOptions) {
    const { kubeConfig } = options;
    this.#options = options;
    this.#batch = kubeConfig.makeApiClient(BatchV1Api);
    this.#core = kubeConfig.makeApiClient(CoreV1Api);
    this.#networking = kubeConfig.makeApiClient(NetworkingV1Api);
  }

  static create(options: ClientKubernetesApiOptions): ClientKubernetesApi {
    return new ClientKubernetesApi(options);
  }

  async createJob(
    body: V1Job,
    signal: AbortSignal,
  ): Promise<V1Job | undefined> {
    const { namespace } = this.#options;
    return await this.#ask('create a Job', signal, [409], () =>
      this.#batch.createNamespacedJob({ namespace, body }),
    );
  }

  async findJob(name: string, signal: AbortSignal): Promise<V1Job | undefined> {
    const { namespace } = this.#options;
    return await this.#ask('read a Job', signal, [404], () =>
      this.#batch.readNamespacedJob({ namespace, name }),
    );
  }

  async deleteJob(
    { name, uid }: { name: string; uid?: string },
    signal: AbortSignal,
  ): Promise<void> {
    const { namespace } = this.#options;
    // 409: by now the name is that of another one
    await this.#ask('remove a Job', signal, [404, 409], () =>
      this.#batch.deleteNamespacedJob({
        namespace,
        name,
        body: {
          propagationPolicy: 'Background',
          ...(uid !== undefined && { preconditions: { uid } }),
        },
      }),
    );
  }

  async listJobs(selector: string, signal: AbortSignal): Promise<V1Job[]> {
    const { namespace } = this.#options;
    return await this.#listAll('list Jobs', signal, _continue =>
      this.#batch.listNamespacedJob({
        namespace,
        labelSelector: selector,
        limit: PAGE,
        _continue,
      }),
    );
  }

  async listPods(selector: string, signal: AbortSignal): Promise<V1Pod[]> {
    const { namespace } = this.#options;
    return await this.#listAll('list pods', signal, _continue =>
      this.#core.listNamespacedPod({
        namespace,
        labelSelector: selector,
        limit: PAGE,
        _continue,
      }),
    );
  }

  async findNetworkPolicy(
    name: string,
    signal: AbortSignal,
  ): Promise<V1NetworkPolicy | undefined> {
    const { namespace } = this.#options;
    return await this.#ask('read a NetworkPolicy', signal, [404], () =>
      this.#networking.readNamespacedNetworkPolicy({ namespace, name }),
    );
  }

  async readLog(name: string, signal: AbortSignal): Promise<string> {
    const { namespace } = this.#options;
    // 400: its container has not been started
    const log = await this.#ask('read a log', signal, [400, 404], () =>
      this.#core.readNamespacedPodLog({
        namespace,
        name,
        container: CONTAINER,
        tailLines: LOG_LINES,
        limitBytes: LOG_BYTES,
      }),
    );
    return log ?? '';
  }

  async execute(
    { podName, argv }: { podName: string; argv: string[] },
    listener: PodListener,
  ): Promise<PodConnection> {
    const { kubeConfig, namespace, restMs = 500 } = this.#options;
    for (let tries = 1; ; tries += 1) {
      try {
        return await connectToPod(
          { kubeConfig, namespace, podName, container: CONTAINER, argv },
          listener,
        );
      } catch (error) {
        if (tries === MOST_CONNECTS) {
          throw error;
        }
        await delay(restMs);
      }
    }
  }

  /** A list that takes longer than the server remembers its pages is begun anew. */
  async #listAll<T>(
    what: string,
    signal: AbortSignal,
    list: (token: string | undefined) => Promise<Page<T>>,
  ): Promise<T[]> {
    let items: T[] = [];
    let token: string | undefined;
    for (;;) {
      const asked = token;
      const page = await this.#ask(
        what,
        signal,
        asked === undefined ? [] : [410],
        () => list(asked),
      );
      items = page ? [...items, ...page.items] : [];
      token = page?.metadata?._continue || undefined;
      if (page && token === undefined) {
        return items;
      }
    }
  }

  /** What is answered; undefined for a status that is an answer too. */
  async #ask<T>(
    what: string,
    signal: AbortSignal,
    expected: number[],
    request: () => Promise<T>,
  ): Promise<T | undefined> {
    const { restMs = 500 } = this.#options;
    for (let tries = 1; ; tries += 1) {
      signal.throwIfAborted();
      try {
        return await withDeadline(request());
      } catch (error) {
        const failure = readFailure(error);
        if (failure.status !== undefined && expected.includes(failure.status)) {
          return undefined;
        }
        const rest = decideRepeat({ failure, tries, firstRestMs: restMs });
        if (rest === undefined) {
          throw toRequestError(what, failure.status, error);
        }
        await delay(rest, undefined, { signal });
      }
    }
  }
}

function toRequestError(
  what: string,
  status: number | undefined,
  error: unknown,
): Error {
  const why = describeRequestError(error);
  return new ServiceUnavailableError(
    status === 401 || status === 403
      ? `Kubernetes does not let us ${what}: ${why}. Give the service account of the backend the role in deploy/kubernetes`
      : `Kubernetes could not ${what}: ${why}`,
  );
}
