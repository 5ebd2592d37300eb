export * from './WorkPanel';
