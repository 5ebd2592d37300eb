import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { WebSocket } from 'ws';

const INPUT = 0;
const OUTPUT = 1;
const ERRORS = 2;
const STATUS = 3;

/** Passes on the streams of a process as `exec` does: each message begins with the number of its stream. */
export function serveExec(
  client: WebSocket,
  child: ChildProcessWithoutNullStreams,
): void {
  const send = (stream: number, bytes: Uint8Array) =>
    client.send(Buffer.concat([Buffer.from([stream]), bytes]));
  child.stdout.on('data', bytes => send(OUTPUT, bytes));
  child.stderr.on('data', bytes => send(ERRORS, bytes));
  client.on('message', message => {
    const bytes = toBuffer(message);
    if (bytes[0] === INPUT) {
      child.stdin.write(bytes.subarray(1));
    }
  });
  client.once('close', () => child.stdin.end());
  child.once('close', exitCode => {
    const code = exitCode ?? 137;
    const status =
      code === 0
        ? { status: 'Success' }
        : {
            status: 'Failure',
            reason: 'NonZeroExitCode',
            details: {
              causes: [{ reason: 'ExitCode', message: String(code) }],
            },
          };
    send(STATUS, Buffer.from(JSON.stringify(status)));
    client.close();
  });
}

function toBuffer(message: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(message)) {
    return Buffer.concat(message);
  }
  return Buffer.isBuffer(message) ? message : Buffer.from(message);
}
