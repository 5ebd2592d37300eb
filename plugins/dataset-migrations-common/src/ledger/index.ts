export * from './checkLedger';
export * from './hashLedgerEntry';
export * from './renderLedgerFile';
