export * from './renderCsv';
