export { FlowSteps } from './FlowSteps';
export { chooseStep, isPlanned, planFlow } from './planFlow';
export type { FlowStep, PlannedStep } from './planFlow';
