import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SocketBridge } from './SocketBridge';

let folder: string;
let server: Server;
let source: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bridge-'));
  source = join(folder, 'model.sock');
  server = createServer({ allowHalfOpen: true }, client => client.pipe(client));
  server.listen(source);
  await once(server, 'listening');
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

function openBridge() {
  const sent: string[] = [];
  let onEnd: (id: number) => void = () => undefined;
  const ended = new Promise<number>(resolve => {
    onEnd = resolve;
  });
  const bridge = new SocketBridge({
    sources: new Map([['/skein/model.sock', source]]),
    send: async (id, bytes) => {
      sent.push(`${id} ${Buffer.from(bytes)}`);
    },
    endStream: async id => onEnd(id),
  });
  return { bridge, sent, ended };
}

it('passes a connection on, and its end', async () => {
  const { bridge, sent, ended } = openBridge();
  bridge.connected(16, '/skein/model.sock');
  bridge.pass(16, Buffer.from('hello'));
  bridge.end(16);
  await expect(ended).resolves.toBe(16);
  expect(sent).toEqual(['16 hello']);
});

it('knows only the sockets that a command was given', () => {
  const { bridge } = openBridge();
  expect(() => bridge.connected(16, '/run/docker.sock')).toThrow(
    'which is not there',
  );
});

it('gives no number away twice', () => {
  const { bridge } = openBridge();
  bridge.connected(16, '/skein/model.sock');
  expect(() => bridge.connected(16, '/skein/model.sock')).toThrow();
  bridge.closeAll();
});

it('ends what is more than an agent needs', async () => {
  const { bridge, ended } = openBridge();
  for (let id = 16; id < 16 + 65; id += 1) {
    bridge.connected(id, '/skein/model.sock');
  }
  await expect(ended).resolves.toBe(16 + 64);
  bridge.closeAll();
});
