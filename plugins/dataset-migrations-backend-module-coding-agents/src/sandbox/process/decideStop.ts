import type { SandboxLimits } from '../Sandbox';
import type { StopReason } from './decideEnd';

/** What a command has in use; what cannot be measured is absent. */
export interface Usage {
  memoryBytes?: number;
  /** Processes and threads. */
  processes?: number;
  /** By how much its folders have grown. */
  writtenBytes?: number;
}

const MEGABYTE = 1024 * 1024;

/** The limit that has been passed, if one has. Too many processes are taken for memory, which is what they use up. */
export function decideStop(
  usage: Usage,
  limits: SandboxLimits,
): StopReason | undefined {
  const { memoryBytes = 0, processes = 0, writtenBytes = 0 } = usage;
  if (memoryBytes > limits.memoryMegabytes * MEGABYTE) {
    return 'memoryLimit';
  }
  if (processes > limits.processes) {
    return 'memoryLimit';
  }
  return writtenBytes > limits.fileMegabytes * MEGABYTE
    ? 'diskLimit'
    : undefined;
}
