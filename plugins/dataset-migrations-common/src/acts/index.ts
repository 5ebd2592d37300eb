export * from './actKinds';
export * from './actOutcomes';
