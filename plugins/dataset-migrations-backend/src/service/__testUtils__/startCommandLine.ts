import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runSkein } from '@skein/skein-cli';
import express, { type RequestHandler } from 'express';
import { headersOf, type Person } from './callers';

export interface CommandLineOptions {
  /** The REST API that is asked. */
  app: RequestHandler;
  workingDirectory: string;
}

/** What a command has printed, and how it ended. */
export interface Printed {
  exitCode: number;
  stdout: string;
  stderr: string;
}

type Environment = Record<string, string | undefined>;

/** The command line, over HTTP to an API on this machine. */
export async function startCommandLine(options: CommandLineOptions) {
  const server = createServer(
    express().use('/api/dataset-migrations', options.app),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  /** Runs a command that is told of no Backstage but by its environment. */
  async function run(
    args: string[],
    environment: Environment = {},
  ): Promise<Printed> {
    const printed = { stdout: '', stderr: '' };
    const exitCode = await runSkein({
      args,
      workingDirectory: options.workingDirectory,
      environment,
      stdout: { write: text => (printed.stdout += text) },
      stderr: { write: text => (printed.stderr += text) },
    });
    return { exitCode, ...printed };
  }

  return {
    run,
    /** Runs a command with the token of somebody. */
    runAs: (person: Person, args: string[], environment: Environment = {}) =>
      run(args, {
        SKEIN_URL: `http://127.0.0.1:${port}/`,
        SKEIN_TOKEN: headersOf(person).authorization?.replace('Bearer ', ''),
        ...environment,
      }),
    async stop() {
      server.close();
      await once(server, 'close');
    },
  };
}
