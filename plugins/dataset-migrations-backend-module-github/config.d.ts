export interface Config {
  datasetMigrations?: {
    github?: {
      /**
       * Secret of webhooks. Without it webhooks are refused.
       * @visibility secret
       */
      webhookSecret?: string;
      /**
       * Organisations and users whose code is searched for undeclared consumers.
       * Default: where the App is installed, or the organisations of the token's user.
       */
      searchOwners?: string[];
    };
  };
}
