import { KubeConfig } from '@kubernetes/client-node';
import type {
  SandboxCommand,
  SandboxLimits,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { text } from 'node:stream/consumers';
import { ClientKubernetesApi } from '../api/ClientKubernetesApi';
import { kubernetesSchema } from '../config/kubernetesSchema';
import { KubernetesSandbox } from '../sandbox/KubernetesSandbox';
import type { ClusterDouble } from './ClusterDouble';

/** Enough for everything that is well-behaved in tests. */
export const TEST_LIMITS: SandboxLimits = {
  wallSeconds: 120,
  memoryMegabytes: 512,
  cpuSeconds: 60,
  processes: 64,
  fileMegabytes: 4,
  outputBytes: 256 * 1024,
};

/** A client of a cluster, in no hurry to give up. */
export function apiOf(cluster: ClusterDouble): ClientKubernetesApi {
  const kubeConfig = new KubeConfig();
  const { cluster: server, user } = cluster.kubeConfig;
  kubeConfig.loadFromClusterAndUser(server, user);
  return ClientKubernetesApi.create({
    kubeConfig,
    namespace: 'skein-sandboxes',
    restMs: 5,
  });
}

/** The sandbox that runs its commands in a cluster. */
export function sandboxOf(
  cluster: ClusterDouble,
  config: object = {},
): KubernetesSandbox {
  return new KubernetesSandbox({
    api: apiOf(cluster),
    config: kubernetesSchema.parse({
      namespace: 'skein-sandboxes',
      image: 'acme/agents:1',
      ...config,
    }),
    logger: { warn: () => undefined },
    pollMs: 5,
    settleMs: 500,
    probeSeconds: 0,
  });
}

/** A command that is given nothing but what is said. */
export function commandOf(
  command: Partial<Omit<SandboxCommand, 'limits'>> & {
    argv: string[];
    limits?: Partial<SandboxLimits>;
  },
): SandboxCommand {
  return {
    work: { attemptId: 'attempt-1', part: 'script 1' },
    workingDirectory: '/tmp',
    mounts: [],
    masks: [],
    sockets: [],
    environment: {},
    signal: new AbortController().signal,
    ...command,
    limits: { ...TEST_LIMITS, ...command.limits },
  };
}

/** Runs a command to its end. */
export async function runInCluster(
  sandbox: KubernetesSandbox,
  command: Parameters<typeof commandOf>[0] & { stdin?: string },
) {
  const { stdin = '', ...rest } = command;
  const process = await sandbox.spawn(commandOf(rest));
  process.stdin.end(stdin);
  const [stdout, stderr, end] = await Promise.all([
    text(process.stdout),
    text(process.stderr),
    process.ended,
  ]);
  return { stdout, stderr, end };
}
