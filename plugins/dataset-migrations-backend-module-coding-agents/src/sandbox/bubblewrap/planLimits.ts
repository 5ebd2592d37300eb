import type { SandboxLimits } from '../Sandbox';

/** What we may not pass ourselves, and therefore cannot give; Infinity for no limit. */
export interface HardLimits {
  data: number;
  processes: number;
  cpuSeconds: number;
  fileBytes: number;
  openFiles: number;
}

const MEGABYTE = 1024 * 1024;
const OPEN_FILES = 4096;
/**
 * The memory of all processes is looked at ten times a second; this holds one that grows faster than that. It is no tighter,
 * since a process that is refused memory ends in many ways, and one that is ended by us in one.
 */
const HEADROOM = 4;
/** Between the signal that one may heed and the end. */
const GRACE_SECONDS = 1;

/**
 * The arguments of prlimit. Of memory what is written counts, and not what is only reserved: Node and Java reserve far more
 * than they use.
 */
export function planLimits(limits: SandboxLimits, hard: HardLimits): string[] {
  const cpu = Math.min(Math.ceil(limits.cpuSeconds), hard.cpuSeconds);
  const values = {
    data: Math.min(limits.memoryMegabytes * MEGABYTE * HEADROOM, hard.data),
    nproc: Math.min(limits.processes, hard.processes),
    fsize: Math.min(limits.fileMegabytes * MEGABYTE, hard.fileBytes),
    nofile: Math.min(OPEN_FILES, hard.openFiles),
    core: 0,
  };
  return [
    ...Object.entries(values).map(
      ([name, value]) => `--${name}=${Math.floor(value)}`,
    ),
    `--cpu=${cpu}:${Math.min(cpu + GRACE_SECONDS, hard.cpuSeconds)}`,
  ];
}
