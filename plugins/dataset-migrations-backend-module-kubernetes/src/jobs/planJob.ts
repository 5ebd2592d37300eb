import type { V1Container, V1Job, V1PodSpec } from '@kubernetes/client-node';
import type {
  SandboxLimits,
  SandboxWork,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { KubernetesConfig } from '../config/kubernetesSchema';
import { ANNOTATIONS, LABELS, MANAGED_BY } from './labels';

/** What a Job is made from beside the configuration. */
export interface JobFacts {
  name: string;
  /** Unique for each time that a Job is wanted. */
  wish: string;
  work?: SandboxWork;
  /** Folders that are the pod's own, see `planFolders`. */
  folders: string[];
  limits: SandboxLimits;
  /** What the first process of the pod executes, see `bin/pod/wait.cjs`. */
  waitScript: string;
}

/** The container of a pod, of which there is one. */
export const CONTAINER = 'sandbox';

/** What a pod may have logged, and what its image may need to write beside its folders. */
const SPARE_MEGABYTES = 64;
/** For what has to be sent before a command begins and collected after it has ended. */
const SPARE_SECONDS = 300;
const GRACE_SECONDS = 5;

function planContainer(config: KubernetesConfig, facts: JobFacts): V1Container {
  const { folders, limits } = facts;
  const memory = `${limits.memoryMegabytes}Mi`;
  const storage = `${
    folders.length * limits.fileMegabytes + SPARE_MEGABYTES
  }Mi`;
  return {
    name: CONTAINER,
    image: config.image,
    imagePullPolicy: config.imagePullPolicy,
    command: ['node', '-e', facts.waitScript, String(config.startSeconds)],
    workingDir: '/tmp',
    securityContext: {
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    resources: {
      requests: {
        cpu: `${config.cpuRequestMillis}m`,
        memory,
        'ephemeral-storage': storage,
      },
      limits: {
        cpu: `${config.cpuLimitMillis}m`,
        memory,
        'ephemeral-storage': storage,
      },
    },
    volumeMounts: folders.map((mountPath, index) => ({
      name: `folder-${index}`,
      mountPath,
    })),
  };
}

function planPod(config: KubernetesConfig, facts: JobFacts): V1PodSpec {
  const { userId } = config;
  return {
    restartPolicy: 'Never',
    terminationGracePeriodSeconds: GRACE_SECONDS,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    hostNetwork: false,
    hostPID: false,
    hostIPC: false,
    ...(config.userNamespaces && { hostUsers: false }),
    // no name is looked up, so that no name can carry anything out where policies let them through
    dnsPolicy: 'None',
    dnsConfig: { nameservers: ['127.0.0.1'] },
    securityContext: {
      runAsNonRoot: true,
      runAsUser: userId,
      runAsGroup: userId,
      fsGroup: userId,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(config.runtimeClassName && {
      runtimeClassName: config.runtimeClassName,
    }),
    ...(config.priorityClassName && {
      priorityClassName: config.priorityClassName,
    }),
    nodeSelector: config.nodeSelector,
    tolerations: config.tolerations,
    imagePullSecrets: config.imagePullSecrets.map(name => ({ name })),
    containers: [planContainer(config, facts)],
    volumes: facts.folders.map((_folder, index) => ({
      name: `folder-${index}`,
      emptyDir: { sizeLimit: `${facts.limits.fileMegabytes}Mi` },
    })),
  };
}

/**
 * The Job that one command runs in. It is tried once, since whoever began it cannot go on in another pod: a pod that its node loses
 * ends the Job, and the attempt is what is tried again.
 */
export function planJob(config: KubernetesConfig, facts: JobFacts): V1Job {
  const { name, wish, work, limits } = facts;
  const labels = {
    [LABELS.managedBy]: MANAGED_BY,
    [LABELS.instance]: config.instance,
    ...(work && { [LABELS.attempt]: work.attemptId }),
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace: config.namespace,
      labels: {
        ...labels,
        ...(config.queueName && { [LABELS.kueueQueue]: config.queueName }),
      },
      annotations: {
        [ANNOTATIONS.wish]: wish,
        ...(work && { [ANNOTATIONS.part]: work.part }),
      },
    },
    spec: {
      // Kueue admits a Job by taking the suspension away
      suspend: config.queueName !== undefined,
      completions: 1,
      parallelism: 1,
      backoffLimit: 0,
      podReplacementPolicy: 'Failed',
      podFailurePolicy: {
        rules: [
          {
            action: 'FailJob',
            onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }],
          },
        ],
      },
      activeDeadlineSeconds:
        config.startSeconds + Math.ceil(limits.wallSeconds) + SPARE_SECONDS,
      ttlSecondsAfterFinished: config.keepSeconds,
      template: {
        metadata: { labels },
        spec: planPod(config, facts),
      },
    },
  };
}
