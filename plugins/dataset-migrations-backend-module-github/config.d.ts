export interface Config {
  datasetMigrations?: {
    github?: {
      /**
       * Secret of webhooks. Without it webhooks are refused.
       * @visibility secret
       */
      webhookSecret?: string;
      /**
       * The secret before, which is taken as well while webhooks are changed to the new one.
       * @visibility secret
       */
      previousWebhookSecret?: string;
      /**
       * Organisations and users whose code is searched for undeclared consumers.
       * Default: where the App is installed, or the organisations of the token's user.
       */
      searchOwners?: string[];
    };
  };
}
