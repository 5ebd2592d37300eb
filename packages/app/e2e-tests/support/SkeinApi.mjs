/** A backend that is held still takes a request and never answers it. */
const ANSWER_WITHIN_MS = 90_000;

/** Skein's REST API as one persona may use it: what a browser test reads to know more than a page shows. */
export class SkeinApi {
  /** @param options.answerWithinMs how long an answer may take; planning a large migration takes its time */
  static async signIn(url, userEntityRef, options = {}) {
    const response = await fetch(`${url}/api/auth/persona/refresh`, {
      headers: { 'x-skein-persona': userEntityRef },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const { backstageIdentity } = await response.json();
    return new SkeinApi(url, backstageIdentity.token, options);
  }

  #url;
  #token;
  #answerWithinMs;

  constructor(url, token, { answerWithinMs = ANSWER_WITHIN_MS } = {}) {
    this.#answerWithinMs = answerWithinMs;
    this.#url = `${url}/api/dataset-migrations`;
    this.#token = token;
  }

  /** Creates a migration from the example contract of the dataset, and plans it with every consumer that was found. */
  async planMigration(from, settings) {
    const { id } = await this.draftMigration(from, settings);
    return this.findConsumers(id);
  }

  /** Creates a migration from the example contract of the dataset, with more of its settings. */
  async draftMigration(from, settings) {
    const { contract } = await this.#call(
      'GET',
      `/contract-draft?from=${encodeURIComponent(from)}`,
    );
    return this.#call('POST', '/migrations', {
      contract,
      requiredLevel: 'E2',
      ...settings,
    });
  }

  /** Plans a migration with every consumer that is found. */
  async findConsumers(migrationId) {
    return this.#call('POST', `/migrations/${migrationId}/plan`, {
      includeUndeclared: true,
    });
  }

  async previewMigration(migrationId) {
    return this.#call('POST', `/migrations/${migrationId}/preview`);
  }

  async startMigration(migrationId, { waves } = {}) {
    const { planHash } = await this.getMigration(migrationId);
    return this.#call('POST', `/migrations/${migrationId}/start`, {
      planHash,
      waves,
    });
  }

  async pauseMigration(migrationId) {
    return this.#call('POST', `/migrations/${migrationId}/pause`, {});
  }

  async resumeMigration(migrationId) {
    return this.#call('POST', `/migrations/${migrationId}/resume`);
  }

  async decideWave(migrationId, number, { decision, reason }) {
    return this.#call(
      'POST',
      `/migrations/${migrationId}/waves/${number}/decision`,
      { decision, reason },
    );
  }

  async cancelMigration(migrationId) {
    return this.#call('POST', `/migrations/${migrationId}/cancel`, {});
  }

  async stopFleet() {
    return this.#call('POST', '/fleet/stop', { reason: 'A bad day' });
  }

  async startFleet() {
    return this.#call('POST', '/fleet/start', {});
  }

  /** How many attempts may run at once in all replicas together. */
  async limitAttempts(value) {
    return this.#call('PUT', '/limits', {
      kind: 'runningAttempts',
      scope: 'global',
      value,
    });
  }

  async retryTarget(targetId) {
    return this.#call('POST', `/targets/${targetId}/retry`, {});
  }

  async getMigration(migrationId) {
    return this.#call('GET', `/migrations/${migrationId}`);
  }

  async updateMigration(migrationId, settings) {
    return this.#call('PATCH', `/migrations/${migrationId}`, settings);
  }

  async listTargets(migrationId) {
    const { items } = await this.#call(
      'GET',
      `/migrations/${migrationId}/targets?limit=100`,
    );
    return items;
  }

  /** The attempts on a target, the newest first. */
  async listAttempts(targetId) {
    const { items } = await this.#call('GET', `/targets/${targetId}/attempts`);
    return items;
  }

  /** The patch that the newest attempt on a target made. */
  async findPatch(targetId) {
    const attempts = await this.listAttempts(targetId);
    return attempts.find(attempt => attempt.patch !== undefined)?.patch;
  }

  /** The log of the newest attempt on a target. */
  async listLog(targetId) {
    const [{ id }] = await this.listAttempts(targetId);
    const { items } = await this.#call('GET', `/attempts/${id}/log?limit=200`);
    return items;
  }

  /** Which replica ran each attempt on these targets. */
  async listWorkers(targets) {
    const lists = await Promise.all(
      targets.map(({ id }) => this.listAttempts(id)),
    );
    return lists.flat().map(attempt => attempt.worker);
  }

  async exempt(targetId, reason) {
    return this.#call('POST', `/targets/${targetId}/decision`, {
      decision: 'exempt',
      reason,
    });
  }

  async #call(method, path, body) {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(this.#answerWithinMs),
    });
    if (!response.ok) {
      throw new Error(
        `${method} ${path}: ${response.status} ${await response.text()}`,
      );
    }
    return response.json();
  }
}
