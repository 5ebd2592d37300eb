export { Pill } from './Pill';
export type { PillProps, Tone } from './Pill';
