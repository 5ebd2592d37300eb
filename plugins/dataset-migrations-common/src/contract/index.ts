export * from './MappingContract';
