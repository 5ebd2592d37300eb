import type { V1Job, V1Pod, V1PodStatus } from '@kubernetes/client-node';
import { foldJobState } from './foldJobState';
import type { JobState } from './JobState';

const JOB: V1Job = { metadata: { name: 'job-1' } };
const NOW = new Date(0);

function jobThat(type: string, reason: string, message?: string): V1Job {
  return {
    ...JOB,
    status: { conditions: [{ type, status: 'True', reason, message }] },
  };
}

function pod(status: V1PodStatus, deletionTimestamp?: Date): V1Pod {
  return { metadata: { name: 'job-1-abcde', deletionTimestamp }, status };
}

function container(state: object) {
  const status = { image: '', imageID: '', name: 'sandbox', ready: false };
  return { containerStatuses: [{ ...status, restartCount: 0, state }] };
}

function terminated(exitCode: number, reason = 'Error') {
  return container({ terminated: { exitCode, reason } });
}

function disrupted(reason: string) {
  return {
    conditions: [{ type: 'DisruptionTarget', status: 'True', reason }],
  };
}

const RUNNING = pod({
  phase: 'Running',
  ...container({ running: { startedAt: NOW } }),
});

it.each<[string, V1Job | undefined, V1Pod[], JobState]>([
  [
    'a queue that waits',
    { ...JOB, spec: { suspend: true, template: {} } },
    [],
    { kind: 'waiting', why: 'its queue has not admitted it' },
  ],
  ['no pod yet', JOB, [], { kind: 'waiting', why: 'it has no pod yet' }],
  [
    'no node for it',
    JOB,
    [
      pod({
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '0/3 nodes are available',
          },
        ],
      }),
    ],
    { kind: 'waiting', why: 'Unschedulable: 0/3 nodes are available' },
  ],
  [
    'an image that cannot be pulled now',
    JOB,
    [
      pod({
        phase: 'Pending',
        ...container({
          waiting: { reason: 'ImagePullBackOff', message: 'Back-off' },
        }),
      }),
    ],
    { kind: 'waiting', why: 'ImagePullBackOff: Back-off' },
  ],
  [
    'an image that is none',
    JOB,
    [
      pod({
        phase: 'Pending',
        ...container({ waiting: { reason: 'InvalidImageName' } }),
      }),
    ],
    { kind: 'unstartable', why: 'InvalidImageName' },
  ],
  [
    'a pod at work',
    JOB,
    [RUNNING],
    { kind: 'running', podName: 'job-1-abcde' },
  ],
  [
    'a pod on its way out',
    JOB,
    [pod({ phase: 'Running' }, NOW)],
    { kind: 'lost', why: 'its pod is being removed' },
  ],
  [
    'a node that does not answer',
    JOB,
    [pod({ phase: 'Unknown' })],
    { kind: 'lost', why: 'its node does not answer' },
  ],
  [
    'an end',
    JOB,
    [pod({ phase: 'Succeeded', ...terminated(0, 'Completed') })],
    { kind: 'ended', exitCode: 0 },
  ],
  [
    'a failure',
    jobThat('Failed', 'BackoffLimitExceeded'),
    [pod({ phase: 'Failed', ...terminated(137) })],
    { kind: 'ended', exitCode: 137 },
  ],
  [
    'too much memory',
    JOB,
    [pod({ phase: 'Failed', ...terminated(137, 'OOMKilled') })],
    { kind: 'limited', limit: 'memoryLimit' },
  ],
  [
    'a folder that grew too large',
    JOB,
    [
      pod({
        phase: 'Failed',
        reason: 'Evicted',
        message:
          'Usage of EmptyDir volume "folder-0" exceeds the limit "16Mi". ',
      }),
    ],
    { kind: 'limited', limit: 'diskLimit' },
  ],
  [
    'too much on the disk',
    JOB,
    [
      pod({
        phase: 'Failed',
        reason: 'Evicted',
        message:
          'Pod ephemeral local storage usage exceeds the total limit of containers 1Gi. ',
      }),
    ],
    { kind: 'limited', limit: 'diskLimit' },
  ],
  [
    'a node that was short of something',
    JOB,
    [
      pod({
        phase: 'Failed',
        reason: 'Evicted',
        message: 'The node was low on resource: ephemeral-storage.',
        ...disrupted('TerminationByKubelet'),
      }),
    ],
    { kind: 'lost', why: 'its pod was taken away: TerminationByKubelet' },
  ],
  [
    'an eviction for maintenance',
    jobThat('Failed', 'PodFailurePolicy'),
    [
      pod({
        phase: 'Failed',
        ...terminated(143),
        ...disrupted('EvictionByEvictionAPI'),
      }),
    ],
    { kind: 'lost', why: 'its pod was taken away: EvictionByEvictionAPI' },
  ],
  [
    'one of higher priority',
    JOB,
    [
      pod({
        phase: 'Failed',
        ...terminated(143),
        ...disrupted('PreemptionByScheduler'),
      }),
    ],
    { kind: 'lost', why: 'its pod was taken away: PreemptionByScheduler' },
  ],
  [
    'a node that went down',
    JOB,
    [pod({ phase: 'Failed', reason: 'NodeShutdown', message: 'going down' })],
    { kind: 'lost', why: 'its pod failed: NodeShutdown: going down' },
  ],
  [
    'a node that refused it',
    JOB,
    [pod({ phase: 'Failed', reason: 'UnexpectedAdmissionError' })],
    { kind: 'lost', why: 'its pod failed: UnexpectedAdmissionError' },
  ],
  [
    'too much time',
    jobThat('Failed', 'DeadlineExceeded'),
    [],
    { kind: 'limited', limit: 'timeLimit' },
  ],
  [
    'too much time, with its pod on the way out',
    jobThat('FailureTarget', 'DeadlineExceeded'),
    [pod({ phase: 'Running' }, NOW)],
    { kind: 'limited', limit: 'timeLimit' },
  ],
  [
    'a failed Job without a pod',
    jobThat('Failed', 'BackoffLimitExceeded', 'gone'),
    [],
    { kind: 'lost', why: 'BackoffLimitExceeded: gone' },
  ],
  [
    'a Job that somebody removes',
    { ...JOB, metadata: { deletionTimestamp: NOW } },
    [],
    { kind: 'lost', why: 'its Job is being removed' },
  ],
  ['no Job', undefined, [], { kind: 'lost', why: 'its Job was removed' }],
])('sees %s', (_case, job, pods, state) => {
  expect(foldJobState({ job, pods, hasRun: false })).toEqual(state);
});

it('knows a pod that was deleted by force by its absence', () => {
  expect(foldJobState({ job: JOB, pods: [], hasRun: true })).toEqual({
    kind: 'lost',
    why: 'its pod is gone',
  });
});

it.each([
  [true, { kind: 'lost', why: 'its node does not answer' }],
  [false, { kind: 'running', podName: 'job-1-abcde' }],
])(
  'takes a pod for lost with its node when it is unready, once it has run: %s',
  (hasRun, state) => {
    const unready = pod({
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False' }],
      ...container({ running: { startedAt: NOW } }),
    });
    expect(foldJobState({ job: JOB, pods: [unready], hasRun })).toEqual(state);
  },
);
