export * from './formatDollars';
export * from './useModelWords';
