export { FinishForecast } from './FinishForecast';
export { FinishSentence } from './FinishSentence';
