import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestEstate } from './startTestEstate';

const run = promisify(execFile);

/** A clone that a person works in, with real git over HTTP. */
export class Checkout {
  readonly directory: string;

  static async of(
    estate: TestEstate,
    repository: string,
    options: { token?: string } = {},
  ): Promise<Checkout> {
    const directory = await mkdtemp(join(estate.directory, 'checkout-'));
    const checkout = new Checkout(directory);
    const address = new URL(`${estate.url}/acme/${repository}.git`);
    const token = 'token' in options ? options.token : estate.token;
    if (token) {
      address.username = 'x-access-token';
      address.password = token;
    }
    await checkout.git('clone', '--quiet', String(address), '.');
    return checkout;
  }

  private constructor(directory: string) {
    this.directory = directory;
  }

  async git(...argumentList: string[]): Promise<string> {
    const { stdout } = await run('git', argumentList, {
      cwd: this.directory,
      env: {
        PATH: process.env.PATH,
        HOME: this.directory,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        GIT_AUTHOR_NAME: 'Test',
        GIT_AUTHOR_EMAIL: 'test@acme.example',
        GIT_COMMITTER_NAME: 'Test',
        GIT_COMMITTER_EMAIL: 'test@acme.example',
      },
    });
    return stdout.trim();
  }

  /** Commits one file on a branch, made from what is checked out if it is new, and pushes it. */
  async push(branch: string, path: string, content: string): Promise<string> {
    await this.git('checkout', '--quiet', '-B', branch);
    await writeFile(join(this.directory, path), content);
    await this.git('add', '-A');
    await this.git('commit', '--quiet', '-m', `Write ${path}`);
    await this.git('push', '--quiet', 'origin', branch);
    return this.git('rev-parse', 'HEAD');
  }
}
