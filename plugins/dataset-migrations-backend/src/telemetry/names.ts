/** Who measures, for tracers and meters. */
export const TELEMETRY_SCOPE = '@skein/backstage-plugin-dataset-migrations';

/** What the spans of this plugin are called. */
export const SPANS = {
  /** One attempt on one target, from the checkout to the evidence. */
  attempt: 'skein.attempt',
  /** Fetching the repository and writing its files out. */
  checkout: 'skein.checkout',
  /** The run of one agent. */
  agent: 'skein.agent',
  /** One request to a model, from the reservation to the last byte. */
  modelRequest: 'skein.model_request',
  /** One tool that an agent used, from the call to its result. */
  tool: 'skein.tool',
  /** One verifier on one patch. */
  verifier: 'skein.verifier',
  /** One judge on one patch. */
  judge: 'skein.judge',
  /** Making a pull request, or one that undoes another. */
  publication: 'skein.publication',
  /** One step of that: prepare, push, openPullRequest, adoptPullRequest. */
  publicationStep: 'skein.publication.step',
} as const;

/** What the metrics of this plugin are called. */
export const METRICS = {
  /** How many targets are in each state that is not settled, over all replicas. */
  targets: 'skein.targets',
  /** For how long the oldest target has been waiting that might be attempted now, over all replicas. */
  oldestClaimable: 'skein.queue.oldest_claimable',
  /** Targets that this replica has taken from the queue. */
  claims: 'skein.queue.claims',
  /** Attempts of this replica that were recorded. */
  attempts: 'skein.attempts',
  /** How long attempts took. */
  attemptDuration: 'skein.attempt.duration',
  /** How long publications took. */
  publicationDuration: 'skein.publication.duration',
  /** Requests to models that were recorded. */
  modelRequests: 'skein.model.requests',
  /** Tokens that went into models and came out. */
  modelTokens: 'skein.model.tokens',
  /** What models cost, by the configured prices. */
  modelCost: 'skein.model.cost',
  /** How long models took. */
  modelDuration: 'skein.model.duration',
  /** Requests to code hosts that were asked for, and whether the budget allowed them. */
  codeHostRequests: 'skein.code_host.requests',
  /** Requests that code hosts refused because there were too many. */
  codeHostRefusals: 'skein.code_host.refusals',
  /** Webhooks that came in. */
  webhooks: 'skein.webhooks',
} as const;

/** What spans and metrics are told apart by. Ids are on spans alone, since each value of a metric is kept for itself. */
export const ATTRIBUTES = {
  migrationId: 'skein.migration.id',
  targetId: 'skein.target.id',
  attemptId: 'skein.attempt.id',
  /** Id of an agent as it is configured. */
  agent: 'skein.agent',
  /** How an agent ended, or what an attempt or a publication came to. */
  outcome: 'skein.outcome',
  /** infrastructure, rate, agent or permanent. */
  failureClass: 'skein.failure.class',
  /** How often an agent worked on what the verifiers found. */
  rounds: 'skein.agent.rounds',
  tool: 'skein.tool',
  verifier: 'skein.verifier',
  /** E0 to E6. */
  level: 'skein.evidence.level',
  /** Id of a judge as it is configured. */
  judge: 'skein.judge',
  /** accept, veto or undecided. */
  verdict: 'skein.judge.verdict',
  step: 'skein.publication.step',
  model: 'skein.model',
  /** succeeded, failed, aborted or released; of a code host request allowed or withheld; of a webhook. */
  status: 'skein.status',
  /** input, output, cacheRead or cacheWrite. */
  tokenType: 'skein.token.type',
  inputTokens: 'skein.model.input_tokens',
  outputTokens: 'skein.model.output_tokens',
  costDollars: 'skein.model.cost_dollars',
  state: 'skein.target.state',
  host: 'skein.code_host',
  /** read, write, content or query; attempt, publication or revert. */
  kind: 'skein.kind',
  /** Name of the class of an error; its message may hold the words of a repository, and stays out. */
  errorType: 'error.type',
} as const;
