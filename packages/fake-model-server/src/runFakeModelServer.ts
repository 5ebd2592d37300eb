import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { FakeModelServer } from './FakeModelServer';
import { parseScript } from './script/parseScript';

/**
 * The command: `fake-model-server --script FILE [--port N]`. Prints its address, then a line of JSON for each request, and runs
 * until it is ended.
 * @public
 */
export async function runFakeModelServer(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { script: { type: 'string' }, port: { type: 'string' } },
  });
  if (!values.script) {
    throw new Error('--script is missing; give a YAML file with rules');
  }
  const server = await FakeModelServer.start({
    script: parseScript(await readFile(values.script, 'utf8')),
    port: Number(values.port ?? 0),
    onRequest: ({ text: _text, apiKey: _apiKey, ...request }) => {
      process.stdout.write(`${JSON.stringify(request)}\n`);
    },
  });
  process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close());
  }
}
