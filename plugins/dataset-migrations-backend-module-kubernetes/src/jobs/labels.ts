/** What is ours in a namespace. */
export const LABELS = {
  managedBy: 'app.kubernetes.io/managed-by',
  instance: 'skein.dev/instance',
  attempt: 'skein.dev/attempt',
  /** Set by the controller of Jobs on their pods. */
  controllerUid: 'batch.kubernetes.io/controller-uid',
  kueueQueue: 'kueue.x-k8s.io/queue-name',
} as const;

/** The value of `LABELS.managedBy`. */
export const MANAGED_BY = 'skein';

/** What is written on a Job beside its labels. */
export const ANNOTATIONS = {
  /** Unique for each time that a Job is wanted: who finds it on a Job has created that Job. */
  wish: 'skein.dev/wish',
  /** Which command of its attempt it is. */
  part: 'skein.dev/part',
} as const;

/** Selects everything of one Backstage. */
export function selectInstance(instance: string): string {
  return `${LABELS.managedBy}=${MANAGED_BY},${LABELS.instance}=${instance}`;
}
