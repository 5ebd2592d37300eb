export * from './checkLedger';
export * from './hashLedgerEntry';
