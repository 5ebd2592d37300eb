import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SKEIN_FOLDER } from '../../paths.mjs';

const RESTART_AFTER_MS = 500;
const LOOK_AGAIN_MS = 200;
const COMPILE_CACHE = path.join(SKEIN_FOLDER, 'compile-cache');

/**
 * One backend with somebody who starts it again whenever it ends, as a platform does. Each start is a boot with a name of its
 * own, under which it writes to the database.
 */
export class Replica {
  /** Every boot there was: its name, process, and when it began, was held still and ended. */
  boots = [];
  /** Whether it answers, as far as one knows. */
  ready = false;

  #options;
  #stopping = false;
  #paused = false;
  #readyBefore = false;
  #ordered = {};
  #supervision;

  /**
   * @param options.name its name
   * @param options.stack the stack whose backend it is
   * @param options.connectionString the database
   * @param options.clockFile where its clock is set; undefined where clocks cannot be set
   * @param options.fakeTime the library that sets clocks
   */
  constructor(options) {
    this.#options = options;
    this.name = options.name;
    this.url = options.stack.url;
  }

  get webhookUrl() {
    const { host } = new URL(this.#options.stack.estateUrl);
    return `${this.url}/api/dataset-migrations/webhooks/${host}`;
  }

  /** Starts it and resolves when it is ready; from then on it is kept alive. */
  async start({ personas }) {
    await this.setClock(0);
    await this.#boot({ personas });
    this.#supervision = this.#supervise();
  }

  /**
   * Ends it as a crash would; gives a remark when there was nothing to end. The boot that comes after dies by itself at
   * `crashAt`, or holds itself still at `pauseAt`.
   */
  async kill(ordered = {}) {
    this.#ordered = ordered;
    if (this.#current.endedAt !== undefined) {
      return 'the replica is down already';
    }
    await this.#options.stack.killBackend();
    return undefined;
  }

  pause() {
    if (this.#current.endedAt !== undefined) {
      return false;
    }
    this.#notePause();
    this.#options.stack.pauseBackend();
    return true;
  }

  /** Resolves with whether it has held itself still by then. */
  async untilPaused({ withinSeconds }) {
    const deadline = Date.now() + withinSeconds * 1000;
    while (Date.now() < deadline && !this.#stopping) {
      if (await isHeldStill(this.pid)) {
        this.#notePause();
        return true;
      }
      await delay(LOOK_AGAIN_MS);
    }
    return false;
  }

  goOn() {
    if (this.#paused) {
      this.#paused = false;
      this.ready = this.#readyBefore;
      this.#current.wentOnAt = Date.now();
      this.#options.stack.goOnBackend();
    }
  }

  async setClock(skewSeconds) {
    const { clockFile } = this.#options;
    if (clockFile) {
      const sign = skewSeconds < 0 ? '-' : '+';
      await fs.writeFile(clockFile, `${sign}${Math.abs(skewSeconds)}s\n`);
    }
  }

  /** Ends it in good order, for good. */
  async stop() {
    this.#stopping = true;
    this.goOn();
    await this.#options.stack.stopBackend();
    await this.#supervision;
  }

  #notePause() {
    this.#current.pausedAt = Date.now();
    this.#paused = true;
    this.#readyBefore = this.ready;
    this.ready = false;
  }

  /** Of the process that runs now. */
  get pid() {
    return this.#options.stack.backendPid;
  }

  get #current() {
    return this.boots[this.boots.length - 1];
  }

  async #supervise() {
    for (;;) {
      this.#noteEnd(await this.#options.stack.untilBackendEnds());
      if (this.#stopping) {
        return;
      }
      await delay(RESTART_AFTER_MS);
      if (this.#stopping) {
        return;
      }
      // it may end before it is ready, which the next round sees
      this.#boot().catch(() => undefined);
    }
  }

  async #boot({ personas = [] } = {}) {
    const { stack, connectionString, clockFile, fakeTime } = this.#options;
    const name = `${this.name}.${this.boots.length + 1}`;
    const database = new URL(connectionString);
    database.searchParams.set('application_name', name);
    const { crashAt, pauseAt } = this.#ordered;
    this.#ordered = {};
    const started = stack.startBackend({
      personas,
      env: {
        NODE_ENV: 'production',
        // it is started again and again
        NODE_COMPILE_CACHE: COMPILE_CACHE,
        SKEIN_E2E_POSTGRES: database.href,
        ...(crashAt && { SKEIN_CRASH_AT: crashAt }),
        ...(pauseAt && { SKEIN_PAUSE_AT: pauseAt }),
        ...(clockFile && {
          LD_PRELOAD: fakeTime,
          FAKETIME_TIMESTAMP_FILE: clockFile,
          FAKETIME_CACHE_DURATION: '1',
          FAKETIME_DONT_FAKE_MONOTONIC: '1',
          NO_FAKE_STAT: '1',
        }),
      },
    });
    const boot = {
      name,
      replica: this.name,
      pid: stack.backendPid,
      crashAt,
      pauseAt,
      startedAt: Date.now(),
    };
    this.boots.push(boot);
    const isUp = () => boot === this.#current && boot.endedAt === undefined;
    try {
      await started;
    } catch (error) {
      // one that never becomes ready is ended, as the probe of a platform would
      if (isUp()) {
        await stack.killBackend();
      }
      throw error;
    }
    boot.readyAt = Date.now();
    this.ready = isUp();
  }

  #noteEnd(exit) {
    this.ready = false;
    this.#paused = false;
    this.#current.endedAt = Date.now();
    this.#current.exit = exit;
  }
}

/** Whether a process was stopped by a signal; its state follows its name, which stands in brackets. */
async function isHeldStill(pid) {
  const text = await fs.readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return text.slice(text.lastIndexOf(')') + 2).startsWith('T');
}
