export { DayField } from './DayField';
export { startOfDay } from './startOfDay';
