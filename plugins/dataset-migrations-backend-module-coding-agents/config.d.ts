export interface Config {
  datasetMigrations?: {
    /** Agents with a model, for what the rewriter leaves. */
    codingAgents?: {};
  };
}
