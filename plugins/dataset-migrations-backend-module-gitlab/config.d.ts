export interface Config {
  datasetMigrations?: {
    gitlab?: {
      /**
       * Secret token of webhooks, as they send it. Without it and without a signing token webhooks are refused.
       * @visibility secret
       */
      webhookSecret?: string;
      /**
       * The secret token before, which is taken as well while webhooks are changed to the new one.
       * @visibility secret
       */
      previousWebhookSecret?: string;
      /**
       * Signing token of webhooks, which begins with `whsec_`. Where it is set, webhooks have to be signed with it.
       * @visibility secret
       */
      webhookSigningToken?: string;
      /**
       * The signing token before, which is taken as well while webhooks are changed to the new one.
       * @visibility secret
       */
      previousWebhookSigningToken?: string;
      /**
       * Groups whose code is searched for undeclared consumers, subgroups included.
       * Default: the groups at the top that the token's user is a member of.
       */
      searchGroups?: string[];
    };
  };
}
