import type { V1ContainerState, V1Job, V1Pod } from '@kubernetes/client-node';
import type { JobState } from './JobState';

/** Reasons of a container for waiting that no time mends. */
const UNSTARTABLE: ReadonlySet<string> = new Set([
  'CreateContainerConfigError',
  'ErrImageNeverPull',
  'InvalidImageName',
]);

/** How a kubelet tells that a pod has written more than it may, as opposed to a node that is short of space. */
const DISK_WORDS = /exceed(s|ed) (the|its|total)\b.*\b(limit|storage)/i;

/** What an admin reads; words of a cluster may be long. */
const LONGEST_WHY = 300;

function shorten(...words: Array<string | undefined>): string {
  return words.filter(Boolean).join(': ').slice(0, LONGEST_WHY);
}

function findTrue(
  conditions:
    | Array<{ type: string; status: string; reason?: string; message?: string }>
    | undefined,
  type: string,
) {
  return conditions?.find(each => each.type === type && each.status === 'True');
}

function foldFailedPod(pod: V1Pod, container: V1ContainerState): JobState {
  const { reason, message, conditions } = pod.status ?? {};
  const disruption = findTrue(conditions, 'DisruptionTarget');
  if (disruption) {
    return {
      kind: 'lost',
      why: shorten(
        'its pod was taken away',
        disruption.reason,
        disruption.message,
      ),
    };
  }
  if (reason === 'Evicted' && DISK_WORDS.test(message ?? '')) {
    return { kind: 'limited', limit: 'diskLimit' };
  }
  if (container.terminated?.reason === 'OOMKilled') {
    return { kind: 'limited', limit: 'memoryLimit' };
  }
  if (reason === 'DeadlineExceeded') {
    return { kind: 'limited', limit: 'timeLimit' };
  }
  // the kubelet refuses a pod, or a node goes away, with a reason of the pod; its containers have none then
  return reason !== undefined || container.terminated === undefined
    ? { kind: 'lost', why: shorten('its pod failed', reason, message) }
    : { kind: 'ended', exitCode: container.terminated.exitCode };
}

function foldWaitingPod(pod: V1Pod, container: V1ContainerState): JobState {
  const { reason, message } = container.waiting ?? {};
  if (reason !== undefined) {
    const why = shorten(reason, message);
    return UNSTARTABLE.has(reason)
      ? { kind: 'unstartable', why }
      : { kind: 'waiting', why };
  }
  const scheduled = pod.status?.conditions?.find(
    ({ type }) => type === 'PodScheduled',
  );
  return {
    kind: 'waiting',
    why:
      scheduled?.status === 'False'
        ? shorten(scheduled.reason, scheduled.message)
        : 'its pod is being started',
  };
}

function foldPod(pod: V1Pod, hasRun: boolean): JobState {
  const { phase, conditions, containerStatuses = [] } = pod.status ?? {};
  const container = containerStatuses[0]?.state ?? {};
  if (phase === 'Failed') {
    return foldFailedPod(pod, container);
  }
  if (phase === 'Succeeded') {
    return { kind: 'ended', exitCode: container.terminated?.exitCode };
  }
  if (pod.metadata?.deletionTimestamp !== undefined) {
    return { kind: 'lost', why: 'its pod is being removed' };
  }
  const ready = conditions?.find(({ type }) => type === 'Ready');
  if (
    phase === 'Unknown' ||
    // there is nothing that makes a pod of ours unready but its node
    (hasRun && container.running && ready && ready.status !== 'True')
  ) {
    return { kind: 'lost', why: 'its node does not answer' };
  }
  const podName = pod.metadata?.name;
  if (phase === 'Running' && container.running && podName !== undefined) {
    return { kind: 'running', podName };
  }
  if (container.terminated) {
    return { kind: 'ended', exitCode: container.terminated.exitCode };
  }
  return foldWaitingPod(pod, container);
}

function foldFailedJob(job: V1Job): JobState | undefined {
  const failed =
    findTrue(job.status?.conditions, 'Failed') ??
    findTrue(job.status?.conditions, 'FailureTarget');
  switch (failed?.reason) {
    case undefined:
      return undefined;
    case 'DeadlineExceeded':
      return { kind: 'limited', limit: 'timeLimit' };
    default:
      return { kind: 'lost', why: shorten(failed?.reason, failed?.message) };
  }
}

/** What a pod said last says more than what its Job made of it, unless that says that the pod was taken away. */
function foldWithPod(job: V1Job, pod: V1Pod, hasRun: boolean): JobState {
  const state = foldPod(pod, hasRun);
  const ofJob = foldFailedJob(job);
  return state.kind === 'lost' && ofJob?.kind === 'limited' ? ofJob : state;
}

/**
 * What became of a Job, from what the cluster shows of it. A Job that is not there, and one whose pod is not there any more, are
 * states like others: pods that are deleted by force are simply gone.
 */
export function foldJobState(facts: {
  job: V1Job | undefined;
  pods: V1Pod[];
  /** Its pod was seen running before. */
  hasRun: boolean;
}): JobState {
  const { job, pods, hasRun } = facts;
  if (!job) {
    return { kind: 'lost', why: 'its Job was removed' };
  }
  const [pod] = pods;
  if (pod) {
    return foldWithPod(job, pod, hasRun);
  }
  const failed = foldFailedJob(job);
  if (failed) {
    return failed;
  }
  if (hasRun) {
    return { kind: 'lost', why: 'its pod is gone' };
  }
  if (job.metadata?.deletionTimestamp !== undefined) {
    return { kind: 'lost', why: 'its Job is being removed' };
  }
  return {
    kind: 'waiting',
    why: job.spec?.suspend
      ? 'its queue has not admitted it'
      : 'it has no pod yet',
  };
}
