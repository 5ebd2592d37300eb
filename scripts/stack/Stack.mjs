import path from 'node:path';
import { ROOT } from '../paths.mjs';
import { BackgroundProcess } from './BackgroundProcess.mjs';
import { waitUntilReady } from './waitUntilReady.mjs';

const TRANSFORM = ['--require', '@backstage/cli/config/nodeTransform.cjs'];
/** As app-config.yaml has it; both ends are on this machine. */
const WEBHOOK_SECRET = 'local-estate-webhook-secret';
const READY_WITHIN_SECONDS = 120;

/** The local estate and Backstage, each a process of its own, on one state folder; and a model of theirs where one is wanted. */
export class Stack {
  #options;
  #readyWithinSeconds;
  #estate;
  #models;
  #backend;

  /**
   * @param options.node the Node to run with
   * @param options.env the environment for both
   * @param options.stateFolder where both keep their state
   * @param options.logFolder where both write their logs
   * @param options.port the port of Backstage
   * @param options.estatePort the port of the local estate
   * @param options.configs more configuration files for the backend, relative to the root
   * @param options.estateArgs more arguments for the local estate
   * @param options.readyWithinSeconds how long each may take until it answers. Default: 120
   * @param options.withFrontend whether the backend has a frontend to serve, and is ready only then. Default: true
   */
  constructor(options) {
    this.#options = options;
    this.#readyWithinSeconds =
      options.readyWithinSeconds ?? READY_WITHIN_SECONDS;
    this.url = `http://localhost:${options.port}`;
    this.estateUrl = `http://localhost:${options.estatePort}`;
  }

  async startEstate() {
    const { estatePort, stateFolder } = this.#options;
    this.#estate = this.#start({
      name: 'local-estate',
      folder: 'packages/local-estate',
      args: [
        'src/main.ts',
        '--directory',
        path.join(stateFolder, 'estate'),
        '--port',
        String(estatePort),
        '--webhook-url',
        `${this.url}/api/dataset-migrations/webhooks/localhost:${estatePort}`,
        '--webhook-secret',
        WEBHOOK_SECRET,
        ...(this.#options.estateArgs ?? []),
      ],
    });
    await waitUntilReady({
      server: this.#estate,
      withinSeconds: this.#readyWithinSeconds,
      requests: [{ url: `${this.estateUrl}/-/control` }],
    });
  }

  /** Starts a provider of models that answers by a script, and tells the backend of it. */
  async startModels({ script, port }) {
    const url = `http://127.0.0.1:${port}`;
    this.#models = this.#start({
      name: 'fake-model-server',
      folder: 'packages/fake-model-server',
      args: [
        'bin/fake-model-server.cjs',
        '--script',
        script,
        '--port',
        String(port),
      ],
    });
    await waitUntilReady({
      server: this.#models,
      withinSeconds: this.#readyWithinSeconds,
      requests: [{ url: `${url}/v1/models` }],
    });
    this.#options.env = { ...this.#options.env, SKEIN_MODELS_URL: url };
  }

  async startBackend({ personas = [], env = {} } = {}) {
    const configs = ['app-config.yaml', ...(this.#options.configs ?? [])];
    this.#backend = this.#start({
      name: 'backend',
      folder: 'packages/backend',
      args: [
        'src/index.ts',
        ...configs.flatMap(file => ['--config', path.join(ROOT, file)]),
      ],
      env,
    });
    await waitUntilReady({
      server: this.#backend,
      withinSeconds: this.#readyWithinSeconds,
      requests: [
        { url: `${this.url}/.backstage/health/v1/readiness` },
        ...(this.#options.withFrontend === false
          ? []
          : [{ url: this.url, accepts: text => text.includes('id="root"') }]),
        // the catalog is read in the background: nobody can sign in before their User entity stands
        ...personas.map(persona => ({
          url: `${this.url}/api/auth/persona/refresh`,
          headers: { 'x-skein-persona': persona },
        })),
      ],
    });
  }

  /** Resolves with how the backend ended. */
  async untilBackendEnds() {
    return this.#backend.ended;
  }

  /** Ends the backend as a crash would. */
  async killBackend() {
    await this.#backend.kill();
  }

  /** Asks the backend to end, which gives it time to give back what it holds. */
  async stopBackend() {
    await this.#backend?.stop();
  }

  /** Holds the backend still: it answers nothing, writes nothing, and does not know of it. */
  pauseBackend() {
    this.#backend.pause();
  }

  /** Lets a backend that was held still go on. */
  goOnBackend() {
    this.#backend.goOn();
  }

  get stateFolder() {
    return this.#options.stateFolder;
  }

  get backendPid() {
    return this.#backend?.pid;
  }

  get estatePid() {
    return this.#estate?.pid;
  }

  /** Which requests the script of the models has answered so far, in order: the names of its rules. */
  listModelAnswers() {
    return this.#models
      .tailLog(Infinity)
      .split('\n')
      .flatMap(line => line.match(/"rule":"([^"]+)"/)?.[1] ?? []);
  }

  /** Resolves with a sentence when one of them ends by itself. */
  async untilOneEnds() {
    const servers = [this.#estate, this.#models, this.#backend];
    const ends = servers.filter(Boolean).map(async server => {
      const exit = await server.ended;
      return `${server.name} ended (${exit}). The end of ${
        server.logFile
      }:\n\n${server.tailLog()}`;
    });
    return Promise.race(ends);
  }

  tailBackendLog(lines) {
    return this.#backend?.tailLog(lines) ?? 'The backend was never started.';
  }

  /** Backend first, so that what it still does finds its code host. */
  async stop() {
    await this.#backend?.stop();
    await this.#models?.stop();
    await this.#estate?.stop();
  }

  #start({ name, folder, args, env: ownEnv }) {
    const { node, env, stateFolder, logFolder, port, estatePort } =
      this.#options;
    return BackgroundProcess.start({
      name,
      node,
      args: ['--enable-source-maps', ...TRANSFORM, ...args],
      cwd: path.join(ROOT, folder),
      env: {
        NODE_ENV: 'development',
        ...env,
        SKEIN_PORT: String(port),
        SKEIN_ESTATE_PORT: String(estatePort),
        SKEIN_STATE: stateFolder,
        ...ownEnv,
      },
      logFile: path.join(logFolder, `${name}.log`),
    });
  }
}
