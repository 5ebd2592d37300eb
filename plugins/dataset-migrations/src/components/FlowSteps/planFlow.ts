import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';

/** The steps to a started migration, in order. */
export const FLOW_STEPS = ['what', 'who', 'how', 'preview', 'start'] as const;

/** A step to a started migration. */
export type FlowStep = (typeof FLOW_STEPS)[number];

/** A step as it stands for a draft. */
export interface PlannedStep {
  step: FlowStep;
  isReachable: boolean;
  /** What it asks for is there. */
  isDone: boolean;
}

type Draft = Pick<
  Migration,
  'planHash' | 'targetCount' | 'targetCounts' | 'state'
>;

/** Whether there is a plan, and it is for the contract as it stands. */
export function isPlanned(draft: Pick<Draft, 'planHash' | 'state'>): boolean {
  return draft.state !== 'draft' && Boolean(draft.planHash);
}

/** Which steps can be gone to: what is not planned, or no longer as planned, leads nowhere but to its contract. */
export function planFlow(draft: Draft | undefined): PlannedStep[] {
  const hasPlan = draft !== undefined && isPlanned(draft);
  const hasTargets = hasPlan && draft.targetCount > 0;
  const isPreviewed =
    hasTargets &&
    draft.targetCounts.some(
      ({ state, count }) =>
        count > 0 && !['pending', 'queued', 'running'].includes(state),
    );
  const steps: Record<FlowStep, Omit<PlannedStep, 'step'>> = {
    what: { isReachable: true, isDone: hasPlan },
    who: { isReachable: hasPlan, isDone: hasTargets },
    how: { isReachable: hasTargets, isDone: hasTargets },
    preview: { isReachable: hasTargets, isDone: isPreviewed },
    start: { isReachable: hasTargets, isDone: false },
  };
  return FLOW_STEPS.map(step => ({ step, ...steps[step] }));
}

/** The step that an address asks for, or the last one before it that can be gone to. */
export function chooseStep(
  asked: string | undefined,
  steps: readonly PlannedStep[],
): FlowStep {
  const last = FLOW_STEPS.findIndex(step => step === asked);
  return (
    steps
      .slice(0, last + 1)
      .reverse()
      .find(({ isReachable }) => isReachable)?.step ?? 'what'
  );
}
