import { loadAgentsPart, loadPart } from '../loadParts.mjs';
import { GATEWAY_LIMITS, scriptedModel } from '../readProvider.mjs';

const MOST_ROUNDS = 3;
const MOST_STEPS = 60;
const MOST_VERIFICATIONS = 5;

/** The loop of the backend with a model; what it asks goes through `fetch`. */
export function createLoop({ model, fetch }) {
  const { AiSdkAgent } = loadAgentsPart('agents/aiSdk/AiSdkAgent');
  return AiSdkAgent.create({
    id: 'loop',
    models: { main: model, others: [], limits: GATEWAY_LIMITS, fetch },
    maxRounds: MOST_ROUNDS,
    maxSteps: MOST_STEPS,
    maxVerifications: MOST_VERIFICATIONS,
  });
}

/** A way to a provider that writes down what goes by. */
export function createRecorder(secrets) {
  const { recordExchanges } = loadAgentsPart('recording/recordExchanges');
  return recordExchanges({ fetch: globalThis.fetch, secrets });
}

/** The agents of a model that plays a script or a recording on this machine. */
export class PlayedModel {
  static async start() {
    const { FakeModelServer, parseScript, replayScript } = loadPart(
      'packages/fake-model-server/src',
    );
    const server = await FakeModelServer.start({
      script: parseScript('rules: [{ answer: { text: unused } }]'),
    });
    return new PlayedModel(server, { parseScript, replayScript });
  }

  constructor(server, { parseScript, replayScript }) {
    this.server = server;
    this.parseScript = parseScript;
    this.replayScript = replayScript;
  }

  async close() {
    await this.server.close();
  }

  /** A loop whose model says what the script says. */
  playScript(script, fetch) {
    this.server.play(this.parseScript(JSON.stringify(script)));
    return createLoop({ model: scriptedModel(this.server.url), fetch });
  }

  /** A loop whose model says what it said when it was recorded, and nothing to any other question. */
  playRecording({ exchanges, model }) {
    const { redactRequests } = loadAgentsPart('recording/redactRequests');
    this.server.play(this.replayScript(exchanges));
    const { url } = this.server;
    const { formats, ...known } = model;
    const { provider, ...usual } = scriptedModel(url);
    return createLoop({
      model: { ...usual, ...known, provider: { ...provider, formats } },
      fetch: redactRequests({ fetch: globalThis.fetch, secrets: [] }),
    });
  }
}

/** What of a model a recording has to say: no address and no key. */
export function describeModel({ name, maxOutputTokens, price, provider }) {
  return { name, maxOutputTokens, price, formats: provider.formats };
}
