import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const STOP_WITHIN_MS = 15_000;
const END_WITH_PARENT = fileURLToPath(
  new URL('./endWithParent.cjs', import.meta.url),
);

/** A server of ours: a process group of its own that writes to a log file and ends when we end, however we end. */
export class BackgroundProcess {
  static start({ name, node, args, cwd, env, logFile }) {
    fs.mkdirSync(path.dirname(logFile), { recursive: true });
    const log = fs.openSync(logFile, 'a');
    const child = spawn(node, ['--require', END_WITH_PARENT, ...args], {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
    fs.closeSync(log);
    return new BackgroundProcess(name, child, logFile);
  }

  #child;

  constructor(name, child, logFile) {
    this.name = name;
    this.logFile = logFile;
    this.#child = child;
    this.ended = new Promise(resolve => {
      child.on('error', error => resolve(error.message));
      child.on('exit', (code, signal) => {
        this.exit = signal ?? `exit ${code}`;
        resolve(this.exit);
      });
    });
  }

  get pid() {
    return this.#child.pid;
  }

  /** Asks it to end, and ends its whole group when it does not. */
  async stop() {
    if (this.exit === undefined) {
      this.#child.kill('SIGTERM');
      const timer = setTimeout(
        () => this.#signalGroup('SIGKILL'),
        STOP_WITHIN_MS,
      );
      await this.ended;
      clearTimeout(timer);
    }
    this.#signalGroup('SIGKILL');
  }

  /** Ends it as a crash would: at once, with no chance to tidy up. */
  async kill() {
    this.#signalGroup('SIGKILL');
    await this.ended;
  }

  /** Holds it still, as a machine that sleeps would: nothing of it runs until it goes on. */
  pause() {
    this.#child.kill('SIGSTOP');
  }

  /** Lets it go on where it was held. */
  goOn() {
    this.#child.kill('SIGCONT');
  }

  /** The end of its log, without colours and without the requests that it answered. */
  tailLog(lines = 40) {
    return stripVTControlCharacters(fs.readFileSync(this.logFile, 'utf8'))
      .trimEnd()
      .split('\n')
      .filter(line => !line.includes('type="incomingRequest"'))
      .slice(-lines)
      .join('\n');
  }

  #signalGroup(signal) {
    try {
      process.kill(-this.#child.pid, signal);
    } catch (error) {
      // ESRCH: nobody of the group is left, which is what is wanted
      if (error.code !== 'ESRCH') {
        throw error;
      }
    }
  }
}
