import { kubernetesSchema } from '../config/kubernetesSchema';
import { planJob, type JobFacts } from './planJob';

const LEAST = { namespace: 'skein-sandboxes', image: 'acme/agents:1' };

const FACTS: JobFacts = {
  name: 'skein-attempt-1-0123456789abcdef',
  wish: 'wish-1',
  work: { attemptId: 'attempt-1', part: 'gemini 1' },
  folders: ['/checkout', '/tmp'],
  limits: {
    wallSeconds: 1800,
    memoryMegabytes: 4096,
    cpuSeconds: 1800,
    processes: 512,
    fileMegabytes: 1024,
    outputBytes: 1024,
  },
  waitScript: 'wait()',
};

function plan(config: object = {}, facts: Partial<JobFacts> = {}) {
  const job = planJob(kubernetesSchema.parse({ ...LEAST, ...config }), {
    ...FACTS,
    ...facts,
  });
  const pod = job.spec?.template.spec;
  return { job, pod, container: pod?.containers[0] };
}

describe('planJob', () => {
  it('gives a pod no right in the cluster, no name server and nothing of its node', () => {
    const { pod } = plan();
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      hostNetwork: false,
      hostPID: false,
      hostIPC: false,
      dnsPolicy: 'None',
      dnsConfig: { nameservers: ['127.0.0.1'] },
    });
    expect(pod).not.toHaveProperty('serviceAccountName');
    expect(pod?.volumes).toEqual([
      { name: 'folder-0', emptyDir: { sizeLimit: '1024Mi' } },
      { name: 'folder-1', emptyDir: { sizeLimit: '1024Mi' } },
    ]);
    expect(pod?.containers).toHaveLength(1);
    expect(pod?.containers[0].env).toBeUndefined();
  });

  it('is what the restricted standard for pods asks for, and can write only to its own folders', () => {
    const { pod, container } = plan({ userId: 1234 });
    expect(pod?.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 1234,
      runAsGroup: 1234,
      fsGroup: 1234,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container?.volumeMounts).toEqual([
      { name: 'folder-0', mountPath: '/checkout' },
      { name: 'folder-1', mountPath: '/tmp' },
    ]);
  });

  it('limits memory, processor and disk', () => {
    expect(plan().container?.resources).toEqual({
      requests: {
        cpu: '500m',
        memory: '4096Mi',
        'ephemeral-storage': '2112Mi',
      },
      limits: { cpu: '2000m', memory: '4096Mi', 'ephemeral-storage': '2112Mi' },
    });
  });

  it('is tried once, ends by itself, and is removed by itself', () => {
    const { job, pod } = plan({ startSeconds: 100, keepSeconds: 60 });
    expect(job.spec).toMatchObject({
      suspend: false,
      completions: 1,
      parallelism: 1,
      backoffLimit: 0,
      podReplacementPolicy: 'Failed',
      activeDeadlineSeconds: 2200,
      ttlSecondsAfterFinished: 60,
      podFailurePolicy: {
        rules: [
          {
            action: 'FailJob',
            onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }],
          },
        ],
      },
    });
    // a policy for failures is refused with any other
    expect(pod?.restartPolicy).toBe('Never');
  });

  it('says whose it is', () => {
    const { job } = plan({ instance: 'staging' });
    expect(job.metadata).toMatchObject({
      namespace: 'skein-sandboxes',
      labels: {
        'app.kubernetes.io/managed-by': 'skein',
        'skein.dev/instance': 'staging',
        'skein.dev/attempt': 'attempt-1',
      },
      annotations: {
        'skein.dev/wish': 'wish-1',
        'skein.dev/part': 'gemini 1',
      },
    });
    expect(job.spec?.template.metadata?.labels).toMatchObject({
      'skein.dev/attempt': 'attempt-1',
    });
    expect(
      plan({}, { work: undefined }).job.metadata?.labels,
    ).not.toHaveProperty(['skein.dev/attempt']);
  });

  it('waits for Kueue where there is a queue, and carries its label on the Job alone', () => {
    const { job } = plan({ queueName: 'agents' });
    expect(job.spec?.suspend).toBe(true);
    expect(job.metadata?.labels?.['kueue.x-k8s.io/queue-name']).toBe('agents');
    expect(job.spec?.template.metadata?.labels).not.toHaveProperty([
      'kueue.x-k8s.io/queue-name',
    ]);
  });

  it('takes from the configuration where it runs', () => {
    const { pod } = plan({
      runtimeClassName: 'gvisor',
      userNamespaces: true,
      priorityClassName: 'low',
      nodeSelector: { pool: 'agents' },
      tolerations: [{ key: 'agents', operator: 'Exists' }],
      imagePullSecrets: ['registry'],
    });
    expect(pod).toMatchObject({
      runtimeClassName: 'gvisor',
      hostUsers: false,
      priorityClassName: 'low',
      nodeSelector: { pool: 'agents' },
      tolerations: [{ key: 'agents', operator: 'Exists' }],
      imagePullSecrets: [{ name: 'registry' }],
    });
  });
});
