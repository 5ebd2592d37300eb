export { FinishForecast } from './FinishForecast';
