import { text } from 'node:stream/consumers';
import type {
  Sandbox,
  SandboxCommand,
  SandboxLimits,
} from '../sandbox/Sandbox';

/** Enough for everything that is well-behaved in tests. */
export const TEST_LIMITS: SandboxLimits = {
  wallSeconds: 60,
  memoryMegabytes: 512,
  cpuSeconds: 30,
  processes: 64,
  fileMegabytes: 16,
  outputBytes: 256 * 1024,
};

/** Runs a command to its end; what is not given is nothing. */
export async function runInSandbox(
  sandbox: Sandbox,
  command: Partial<Omit<SandboxCommand, 'limits'>> & {
    argv: string[];
    limits?: Partial<SandboxLimits>;
    stdin?: string;
  },
) {
  const process = await sandbox.spawn({
    workingDirectory: '/tmp',
    mounts: [],
    masks: [],
    sockets: [],
    environment: {},
    signal: new AbortController().signal,
    ...command,
    limits: { ...TEST_LIMITS, ...command.limits },
  });
  process.stdin.end(command.stdin ?? '');
  const [stdout, stderr, end] = await Promise.all([
    text(process.stdout),
    text(process.stderr),
    process.ended,
  ]);
  return { stdout, stderr, end };
}
