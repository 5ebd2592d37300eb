export { checkContract } from './checkContract';
export * from './draftContract';
export * from './explainContract';
export { adviseColumn } from './findNearestName';
export {
  type ContractProblem,
  type DatasetMove,
  type DatasetName,
  type DatasetSide,
  type FieldMapping,
  type MappingContract,
  mappingContractSchema,
  type Platform,
  PLATFORMS,
} from './MappingContract';
export * from './mappingContractJsonSchema';
export { type NamePair, pairNames } from './pairNames';
export * from './parseContract';
export * from './pseudoColumns';
export { MAX_CONTRACT_LENGTH } from './readContractText';
export * from './renderContractProblems';
export * from './renderGuide';
