import type { SandboxCommand } from '../Sandbox';
import type { KnownMask } from '../masks/findKnownMasks';
import { SANDBOX_HOME } from '../sandboxPaths';

export interface ContainerFacts {
  name: string;
  image: string;
  masks: KnownMask[];
  /** An empty file of the host, which hides others. */
  emptyFile: string;
  /** Who the command is, inside and for the files that it writes. */
  userId: number;
  groupId: number;
}

const MEGABYTE = 1024 * 1024;
const SMALL_FOLDER_BYTES = 64 * 1024;
const OPEN_FILES = 4096;

/** One value of `--mount`, which is read as a line of CSV. */
function mount(fields: Record<string, string | true>): string[] {
  const line = Object.entries(fields).map(([name, value]) => {
    const field = value === true ? name : `${name}=${value}`;
    return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
  });
  return ['--mount', line.join(',')];
}

function sizedFolder(path: string, bytes: number): string[] {
  return mount({
    type: 'tmpfs',
    target: path,
    'tmpfs-size': String(bytes),
    'tmpfs-mode': '1777',
  });
}

function bind(source: string, target: string, access: 'read' | 'write') {
  return mount({
    type: 'bind',
    source,
    target,
    ...(access === 'read' ? { readonly: true as const } : {}),
  });
}

function byDepth<T extends { target: string }>(mounts: T[]): T[] {
  return [...mounts].sort((a, b) => a.target.length - b.target.length);
}

/** The arguments of docker or podman for a command. The container stays when it has ended, until it was asked how. */
export function planContainer(
  command: SandboxCommand,
  facts: ContainerFacts,
): string[] {
  const { limits } = command;
  const folderBytes = limits.fileMegabytes * MEGABYTE;
  const memory = `${limits.memoryMegabytes}m`;
  const cpu = Math.ceil(limits.cpuSeconds);
  return [
    ...['run', '--interactive', '--name', facts.name],
    ...['--label', 'skein.sandbox=true', '--pull', 'never', '--init'],
    ...['--network', 'none', '--read-only', '--cap-drop', 'ALL'],
    ...['--security-opt', 'no-new-privileges', '--ipc', 'private'],
    ...['--user', `${facts.userId}:${facts.groupId}`, '--hostname', 'sandbox'],
    ...['--memory', memory, '--memory-swap', memory],
    ...['--pids-limit', String(limits.processes)],
    ...['--ulimit', `cpu=${cpu}:${cpu + 1}`],
    ...['--ulimit', `fsize=${folderBytes}`, '--ulimit', 'core=0'],
    ...['--ulimit', `nofile=${OPEN_FILES}`, '--shm-size', String(folderBytes)],
    ...sizedFolder('/tmp', folderBytes),
    ...sizedFolder(SANDBOX_HOME, folderBytes),
    ...byDepth(command.mounts).flatMap(({ source, target, access }) =>
      bind(source, target, access),
    ),
    ...facts.masks.flatMap(({ path, kind }) =>
      kind === 'file'
        ? bind(facts.emptyFile, path, 'read')
        : sizedFolder(path, SMALL_FOLDER_BYTES),
    ),
    ...byDepth(command.sockets).flatMap(({ source, target }) =>
      bind(source, target, 'read'),
    ),
    ...Object.entries({ HOME: SANDBOX_HOME, ...command.environment }).flatMap(
      ([name, value]) => ['--env', `${name}=${value}`],
    ),
    ...['--workdir', command.workingDirectory],
    ...['--entrypoint', command.argv[0], facts.image],
    ...command.argv.slice(1),
  ];
}
