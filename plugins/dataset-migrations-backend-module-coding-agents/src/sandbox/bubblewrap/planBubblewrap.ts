import type { SandboxCommand } from '../Sandbox';
import type { KnownMask } from '../masks/findKnownMasks';
import { SANDBOX_HOME, SANDBOX_NODE, SANDBOX_PATH } from '../sandboxPaths';
import type { SystemFiles } from './findSystemFiles';
import { planLimits, type HardLimits } from './planLimits';

export interface BubblewrapFacts {
  system: SystemFiles;
  masks: KnownMask[];
  /** An empty file of the host, which hides others. */
  emptyFile: string;
  /** File descriptors of bubblewrap that hold small files of our own. */
  descriptors: { users: number; groups: number; hosts: number };
  /** File descriptor of bubblewrap that holds the filter of system calls, where there is one for this machine. */
  filterDescriptor?: number;
}

/** Who the command is inside; no such user needs to be on the host. */
export const SANDBOX_USER_ID = 1000;

/** In full, since the command may bring a PATH of its own. */
const PRLIMIT = '/usr/bin/prlimit';

const MEGABYTE = 1024 * 1024;
const SMALL_FOLDER_BYTES = 64 * 1024;

function sizedFolder(path: string, bytes: number): string[] {
  return ['--size', String(bytes), '--tmpfs', path];
}

function byDepth<T extends { target: string }>(mounts: T[]): T[] {
  return [...mounts].sort((a, b) => a.target.length - b.target.length);
}

function planSystem({ links, files, node }: SystemFiles): string[] {
  return [
    ...links.flatMap(({ path, to }) => ['--symlink', to, path]),
    ...files.flatMap(path => ['--ro-bind', path, path]),
    ...['--ro-bind', node.binary, `${SANDBOX_NODE}/bin/node`],
    ...(node.npm
      ? [
          ...['--ro-bind', node.npm, `${SANDBOX_NODE}/lib/node_modules/npm`],
          ...[
            '--symlink',
            '../lib/node_modules/npm/bin/npm-cli.js',
            `${SANDBOX_NODE}/bin/npm`,
          ],
        ]
      : []),
  ];
}

function planMask({ path, kind }: KnownMask, emptyFile: string): string[] {
  return kind === 'file'
    ? ['--ro-bind', emptyFile, path]
    : [...sizedFolder(path, SMALL_FOLDER_BYTES), '--remount-ro', path];
}

/** The program that bubblewrap starts: the command under its limits. */
export function planProgram(
  { argv, limits }: SandboxCommand,
  hardLimits: HardLimits,
): string[] {
  return [PRLIMIT, ...planLimits(limits, hardLimits), '--', ...argv];
}

/**
 * The options of bubblewrap for a command. The order matters: what comes later lies over what came before, and the root is closed
 * at the end.
 */
export function planOptions(
  command: SandboxCommand,
  facts: BubblewrapFacts,
): string[] {
  const { limits } = command;
  const { descriptors } = facts;
  const folderBytes = limits.fileMegabytes * MEGABYTE;
  const environment = {
    PATH: SANDBOX_PATH,
    HOME: SANDBOX_HOME,
    ...command.environment,
  };
  const user = String(SANDBOX_USER_ID);
  return [
    ...['--unshare-all', '--unshare-user', '--disable-userns'],
    ...['--uid', user, '--gid', user, '--hostname', 'sandbox'],
    ...['--die-with-parent', '--new-session', '--clearenv'],
    ...planSystem(facts.system),
    ...['--ro-bind-data', String(descriptors.users), '/etc/passwd'],
    ...['--ro-bind-data', String(descriptors.groups), '/etc/group'],
    ...['--ro-bind-data', String(descriptors.hosts), '/etc/hosts'],
    ...['--proc', '/proc', '--dev', '/dev'],
    ...sizedFolder('/dev/shm', folderBytes),
    ...['--remount-ro', '/dev'],
    ...sizedFolder('/tmp', folderBytes),
    ...sizedFolder(SANDBOX_HOME, folderBytes),
    ...byDepth(command.mounts).flatMap(({ source, target, access }) => [
      access === 'read' ? '--ro-bind' : '--bind',
      source,
      target,
    ]),
    ...facts.masks.flatMap(mask => planMask(mask, facts.emptyFile)),
    ...byDepth(command.sockets).flatMap(({ source, target }) => [
      '--ro-bind',
      source,
      target,
    ]),
    ...(facts.filterDescriptor === undefined
      ? []
      : ['--seccomp', String(facts.filterDescriptor)]),
    ...['--remount-ro', '/'],
    ...Object.entries(environment).flatMap(([name, value]) => [
      '--setenv',
      name,
      value,
    ]),
    ...['--chdir', command.workingDirectory],
  ];
}
