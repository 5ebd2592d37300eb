import type { V1Job, V1NetworkPolicy, V1Pod } from '@kubernetes/client-node';

/** What a process in a pod gets and gives. */
export interface PodConnection {
  send(bytes: Uint8Array): void;
  /** What was sent and has not left yet. */
  readonly pendingBytes: number;
  close(): void;
}

/** Who is told what a process in a pod says, and how it ended. */
export interface PodListener {
  onOutput(bytes: Buffer): void;
  onErrors(bytes: Buffer): void;
  /** Called once. The end of the process is absent where the connection broke before it was told. */
  onClose(end?: { exitCode?: number }): void;
}

/** What is asked of a cluster, in one namespace. Requests are repeated where that can help. */
export interface KubernetesApi {
  /** Creates a Job; undefined when its name is taken: also by the same request, when its first answer was lost. */
  createJob(job: V1Job, signal: AbortSignal): Promise<V1Job | undefined>;
  findJob(name: string, signal: AbortSignal): Promise<V1Job | undefined>;
  /** Removes a Job with its pods, unless it has another uid by now; nothing to do when it is gone. */
  deleteJob(
    job: { name: string; uid?: string },
    signal: AbortSignal,
  ): Promise<void>;
  /** All that a selector of labels finds. */
  listJobs(selector: string, signal: AbortSignal): Promise<V1Job[]>;
  listPods(selector: string, signal: AbortSignal): Promise<V1Pod[]>;
  findNetworkPolicy(
    name: string,
    signal: AbortSignal,
  ): Promise<V1NetworkPolicy | undefined>;
  /** The last of what a pod has logged; empty where there is nothing. */
  readLog(podName: string, signal: AbortSignal): Promise<string>;
  /** Starts a process in a pod that runs. */
  execute(
    options: { podName: string; argv: string[] },
    listener: PodListener,
  ): Promise<PodConnection>;
}
