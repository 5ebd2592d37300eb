import { ResponseError } from '@backstage/errors';
import type {
  AttemptList,
  Calendar,
  CalendarRequest,
  ConsumerPage,
  ContractCheck,
  ContractDraft,
  CreateMigrationRequest,
  DecisionRequest,
  EventPage,
  Forecast,
  Fleet,
  FleetStopRequest,
  IncomingPage,
  LimitList,
  Migration,
  MigrationPage,
  MoveToWaveRequest,
  PlanRequest,
  ReasonRequest,
  RetryFailedRequest,
  RetryFailedResult,
  RetryTargetRequest,
  SetLimitRequest,
  StartRequest,
  StoredContract,
  Target,
  TargetPage,
  UpdateMigrationRequest,
  WaveDecisionRequest,
  WaveList,
  WavesRequest,
} from '../schema/types.generated';
import type {
  CallOptions,
  CheckContractRequest,
  DatasetMigrationsApi,
  DraftContractRequest,
  ListConsumersRequest,
  ListIncomingRequest,
  ListMigrationsRequest,
  ListTargetsRequest,
  MigrationRequest,
  PageRequest,
  TargetRequest,
  TeamRequest,
  WaveRequest,
} from './DatasetMigrationsApi';

/**
 * What the client needs to reach the backend; Backstage's own discovery and fetch APIs fit, in the browser and in Node.
 * @public
 */
export interface DatasetMigrationsClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

type QueryValue = string | number | boolean | readonly string[] | undefined;

interface Call {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT';
  /** Segments below the base URL; each is encoded. */
  path: string[];
  query?: Record<string, QueryValue>;
  body?: object;
}

/**
 * The REST API over HTTP. Errors are those of `@backstage/errors`, as the backend wrote them.
 * @public
 */
export class DatasetMigrationsClient implements DatasetMigrationsApi {
  readonly #discoveryApi: DatasetMigrationsClientOptions['discoveryApi'];
  readonly #fetchApi: DatasetMigrationsClientOptions['fetchApi'];

  constructor(options: DatasetMigrationsClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async listMigrations(
    request: ListMigrationsRequest = {},
    options?: CallOptions,
  ): Promise<MigrationPage> {
    return this.#call({ path: ['migrations'], query: { ...request } }, options);
  }

  async createMigration(
    request: CreateMigrationRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#call(
      { method: 'POST', path: ['migrations'], body: request },
      options,
    );
  }

  async getMigration(
    request: MigrationRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#call({ path: ['migrations', request.migrationId] }, options);
  }

  async updateMigration(
    request: MigrationRequest & UpdateMigrationRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    const { migrationId, ...body } = request;
    return this.#call(
      { method: 'PATCH', path: ['migrations', migrationId], body },
      options,
    );
  }

  async getContract(
    request: MigrationRequest,
    options?: CallOptions,
  ): Promise<StoredContract> {
    return this.#call(
      { path: ['migrations', request.migrationId, 'contract'] },
      options,
    );
  }

  async planMigration(
    request: MigrationRequest & PlanRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#actOnMigration('plan', request, options);
  }

  async previewMigration(
    request: MigrationRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#call(
      {
        method: 'POST',
        path: ['migrations', request.migrationId, 'preview'],
      },
      options,
    );
  }

  async startMigration(
    request: MigrationRequest & StartRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#actOnMigration('start', request, options);
  }

  async pauseMigration(
    request: MigrationRequest & ReasonRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#actOnMigration('pause', request, options);
  }

  async resumeMigration(
    request: MigrationRequest & ReasonRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#actOnMigration('resume', request, options);
  }

  async cancelMigration(
    request: MigrationRequest & ReasonRequest,
    options?: CallOptions,
  ): Promise<Migration> {
    return this.#actOnMigration('cancel', request, options);
  }

  async listWaves(
    { migrationId }: MigrationRequest,
    options?: CallOptions,
  ): Promise<WaveList> {
    return this.#call({ path: ['migrations', migrationId, 'waves'] }, options);
  }

  async setWaves(
    request: MigrationRequest & WavesRequest,
    options?: CallOptions,
  ): Promise<WaveList> {
    const { migrationId, ...body } = request;
    const path = ['migrations', migrationId, 'waves'];
    return this.#call({ method: 'PUT', path, body }, options);
  }

  async moveToWave(
    request: WaveRequest & MoveToWaveRequest,
    options?: CallOptions,
  ): Promise<WaveList> {
    return this.#actOnWave('targets', request, options);
  }

  async decideWave(
    request: WaveRequest & WaveDecisionRequest,
    options?: CallOptions,
  ): Promise<WaveList> {
    return this.#actOnWave('decision', request, options);
  }

  async getMigrationCalendar(
    { migrationId }: MigrationRequest,
    options?: CallOptions,
  ): Promise<Calendar> {
    const path = ['migrations', migrationId, 'calendar'];
    return this.#call({ path }, options);
  }

  async setMigrationCalendar(
    request: MigrationRequest & CalendarRequest,
    options?: CallOptions,
  ): Promise<Calendar> {
    const { migrationId, ...body } = request;
    const path = ['migrations', migrationId, 'calendar'];
    return this.#call({ method: 'PUT', path, body }, options);
  }

  async getTeamCalendar(
    request: TeamRequest,
    options?: CallOptions,
  ): Promise<Calendar> {
    return this.#call(
      { path: ['team-calendar'], query: { ...request } },
      options,
    );
  }

  async setTeamCalendar(
    request: TeamRequest & CalendarRequest,
    options?: CallOptions,
  ): Promise<Calendar> {
    const { ownerRef, ...body } = request;
    const path = ['team-calendar'];
    return this.#call(
      { method: 'PUT', path, query: { ownerRef }, body },
      options,
    );
  }

  async getForecast(
    { migrationId }: MigrationRequest,
    options?: CallOptions,
  ): Promise<Forecast> {
    const path = ['migrations', migrationId, 'forecast'];
    return this.#call({ path }, options);
  }

  async listConsumers(
    request: ListConsumersRequest,
    options?: CallOptions,
  ): Promise<ConsumerPage> {
    const { migrationId, ...query } = request;
    return this.#call(
      { path: ['migrations', migrationId, 'consumers'], query },
      options,
    );
  }

  async listTargets(
    request: ListTargetsRequest,
    options?: CallOptions,
  ): Promise<TargetPage> {
    const { migrationId, ...query } = request;
    return this.#call(
      { path: ['migrations', migrationId, 'targets'], query },
      options,
    );
  }

  async listMigrationEvents(
    request: MigrationRequest & PageRequest,
    options?: CallOptions,
  ): Promise<EventPage> {
    const { migrationId, ...query } = request;
    return this.#call(
      { path: ['migrations', migrationId, 'events'], query },
      options,
    );
  }

  async getTarget(
    request: TargetRequest,
    options?: CallOptions,
  ): Promise<Target> {
    return this.#call({ path: ['targets', request.targetId] }, options);
  }

  async listAttempts(
    request: TargetRequest,
    options?: CallOptions,
  ): Promise<AttemptList> {
    return this.#call(
      { path: ['targets', request.targetId, 'attempts'] },
      options,
    );
  }

  async listTargetEvents(
    request: TargetRequest & PageRequest,
    options?: CallOptions,
  ): Promise<EventPage> {
    const { targetId, ...query } = request;
    return this.#call(
      { path: ['targets', targetId, 'events'], query },
      options,
    );
  }

  async retryFailedTargets(
    request: MigrationRequest & RetryFailedRequest,
    options?: CallOptions,
  ): Promise<RetryFailedResult> {
    const { migrationId, ...body } = request;
    return this.#call(
      {
        method: 'POST',
        path: ['migrations', migrationId, 'retry-failed'],
        body,
      },
      options,
    );
  }

  async retryTarget(
    request: TargetRequest & RetryTargetRequest,
    options?: CallOptions,
  ): Promise<Target> {
    const { targetId, ...body } = request;
    return this.#call(
      { method: 'POST', path: ['targets', targetId, 'retry'], body },
      options,
    );
  }

  async decideTarget(
    request: TargetRequest & DecisionRequest,
    options?: CallOptions,
  ): Promise<Target> {
    const { targetId, ...body } = request;
    return this.#call(
      { method: 'POST', path: ['targets', targetId, 'decision'], body },
      options,
    );
  }

  async listIncoming(
    request: ListIncomingRequest,
    options?: CallOptions,
  ): Promise<IncomingPage> {
    return this.#call({ path: ['incoming'], query: { ...request } }, options);
  }

  async draftContract(
    request: DraftContractRequest,
    options?: CallOptions,
  ): Promise<ContractDraft> {
    return this.#call(
      { path: ['contract-draft'], query: { ...request } },
      options,
    );
  }

  async checkContract(
    request: CheckContractRequest,
    options?: CallOptions,
  ): Promise<ContractCheck> {
    return this.#call(
      { method: 'POST', path: ['contract-check'], body: request },
      options,
    );
  }

  async getFleet(options?: CallOptions): Promise<Fleet> {
    return this.#call({ path: ['fleet'] }, options);
  }

  async stopFleet(
    request: FleetStopRequest,
    options?: CallOptions,
  ): Promise<Fleet> {
    return this.#call(
      { method: 'POST', path: ['fleet', 'stop'], body: request },
      options,
    );
  }

  async startFleet(
    request: ReasonRequest = {},
    options?: CallOptions,
  ): Promise<Fleet> {
    return this.#call(
      { method: 'POST', path: ['fleet', 'start'], body: request },
      options,
    );
  }

  async getLimits(options?: CallOptions): Promise<LimitList> {
    return this.#call({ path: ['limits'] }, options);
  }

  async setLimit(
    request: SetLimitRequest,
    options?: CallOptions,
  ): Promise<LimitList> {
    return this.#call(
      { method: 'PUT', path: ['limits'], body: request },
      options,
    );
  }

  async #actOnMigration(
    act: 'plan' | 'start' | 'pause' | 'resume' | 'cancel',
    request: MigrationRequest & (PlanRequest | StartRequest | ReasonRequest),
    options: CallOptions | undefined,
  ): Promise<Migration> {
    const { migrationId, ...body } = request;
    return this.#call(
      { method: 'POST', path: ['migrations', migrationId, act], body },
      options,
    );
  }

  async #actOnWave(
    act: 'targets' | 'decision',
    request: WaveRequest & (MoveToWaveRequest | WaveDecisionRequest),
    options: CallOptions | undefined,
  ): Promise<WaveList> {
    const { migrationId, waveNumber, ...body } = request;
    const path = ['migrations', migrationId, 'waves', String(waveNumber), act];
    return this.#call({ method: 'POST', path, body }, options);
  }

  async #call<TAnswer>(
    call: Call,
    options: CallOptions | undefined,
  ): Promise<TAnswer> {
    const { method = 'GET', path, query = {}, body } = call;
    const baseUrl = await this.#discoveryApi.getBaseUrl('dataset-migrations');
    const url = `${baseUrl}/${path.map(encodeURIComponent).join('/')}`;
    const search = renderQuery(query);
    const response = await this.#fetchApi.fetch(
      search ? `${url}?${search}` : url,
      {
        method,
        signal: options?.signal,
        ...(body && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}

/** A list repeats its key, as `explode: true` of the OpenAPI description says. */
function renderQuery(query: Record<string, QueryValue>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const single of Array.isArray(value) ? value : [value]) {
      if (single !== undefined) {
        search.append(key, String(single));
      }
    }
  }
  return search.toString();
}
