import type { V1Container, V1Pod } from '@kubernetes/client-node';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NODE = '/opt/node/bin/node';
const SYSTEM_FOLDERS = ['/bin', '/lib', '/lib64', '/sbin'];

/** How the network of pods is: it reaches nobody, or everybody. */
export interface PodNetwork {
  isOpen: boolean;
  /** What pods take for the API server. */
  apiServer: { host: string; port: number };
}

/**
 * Stands for a pod on a node: its container is a process in namespaces of this machine, with a root that can only be read and folders of
 * its own. A further process in it is one in namespaces that look the same.
 */
export class PodDouble {
  readonly name: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'skein-pod-'));
  readonly #arguments: string[];
  readonly #processes = new Set<ChildProcessWithoutNullStreams>();

  constructor(pod: V1Pod, container: V1Container, network: PodNetwork) {
    this.name = pod.metadata?.name ?? '';
    this.#arguments = this.#planNamespaces(container, network);
  }

  execute(argv: string[]): ChildProcessWithoutNullStreams {
    const child = spawn('bwrap', [...this.#arguments, ...argv]);
    child.stdin.on('error', () => undefined);
    this.#processes.add(child);
    child.once('exit', () => this.#processes.delete(child));
    return child;
  }

  /** Ends everything in it at once, and forgets its folders. */
  async destroy(): Promise<void> {
    const ends = [...this.#processes].map(
      child =>
        new Promise(resolve => {
          child.once('close', resolve);
          child.kill('SIGKILL');
        }),
    );
    await Promise.all(ends);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #planNamespaces(container: V1Container, network: PodNetwork): string[] {
    const system = SYSTEM_FOLDERS.filter(path => existsSync(path)).flatMap(
      path =>
        lstatSync(path).isSymbolicLink()
          ? ['--symlink', readlinkSync(path), path]
          : ['--ro-bind', path, path],
    );
    const folders = (container.volumeMounts ?? []).flatMap(
      ({ name, mountPath }) => {
        const folder = join(this.#folder, name);
        mkdirSync(folder, { recursive: true });
        return ['--bind', folder, mountPath];
      },
    );
    const { host, port } = network.apiServer;
    return [
      '--unshare-all',
      ...(network.isOpen ? ['--share-net'] : []),
      ...['--die-with-parent', '--new-session', '--clearenv'],
      ...['--uid', '1000', '--gid', '1000'],
      ...['--ro-bind', '/usr', '/usr'],
      ...system,
      ...['--ro-bind', process.execPath, NODE],
      ...['--proc', '/proc', '--dev', '/dev'],
      ...folders,
      ...['--remount-ro', '/'],
      ...['--setenv', 'PATH', '/opt/node/bin:/usr/bin:/bin'],
      ...['--setenv', 'KUBERNETES_SERVICE_HOST', host],
      ...['--setenv', 'KUBERNETES_SERVICE_PORT', String(port)],
      ...['--chdir', container.workingDir ?? '/'],
    ];
  }
}
