import type { V1Job, V1NetworkPolicy, V1Pod } from '@kubernetes/client-node';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import { planNetworkPolicy } from '../jobs/planNetworkPolicy';
import { isAllowed } from './isAllowed';
import { PodDouble } from './PodDouble';
import { serveExec } from './serveExec';

/** What goes wrong with the next request of a kind, as a cluster on a bad day has it. */
export interface Fault {
  method: string;
  /** Is a part of the path. */
  path: string;
  status?: number;
  headers?: Record<string, string>;
  /** The request has its effect, and its answer is lost. */
  losesAnswer?: boolean;
}

const TOKEN = 'token-of-the-backend';
const NAMESPACE = 'skein-sandboxes';
const CONTROLLER_UID = 'batch.kubernetes.io/controller-uid';
const BASE = `/namespaces/${NAMESPACE}`;

interface Answer {
  status: number;
  body: object | string;
  headers?: Record<string, string>;
}

/**
 * Stands for the API server of a cluster with one node, for what we ask of it, and speaks as it does over the wire: names that are
 * taken, pages that grow too old, statuses as objects, streams over a connection. Its controller makes one pod of each Job that is not
 * suspended, and its node runs it. It lets the backend do what the role of deploy/kubernetes does.
 */
export class ClusterDouble {
  readonly jobs = new Map<string, V1Job>();
  readonly pods = new Map<string, V1Pod>();
  /** Each Job as it was asked for. */
  readonly created: V1Job[] = [];
  readonly requests: string[] = [];
  policies: V1NetworkPolicy[] = [
    planNetworkPolicy({ name: 'skein-sandbox', namespace: NAMESPACE }),
  ];
  /** Whether pods get a node. */
  hasNode = true;
  isNetworkOpen = false;
  /** So many entries are in a page, whatever is asked for. */
  pageSize = 500;
  /** So many of the next pages but the first are too old. */
  oldPages = 0;
  readonly #faults: Fault[] = [];
  readonly #doubles = new Map<string, PodDouble>();
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: protocols =>
      protocols.has('v5.channel.k8s.io') ? 'v5.channel.k8s.io' : false,
  });

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<ClusterDouble> {
    const server = createServer();
    const cluster = new ClusterDouble(server);
    server.on('request', (request, response) => {
      void cluster.#serve(request, response);
    });
    server.on('upgrade', (request, socket, head) => {
      const url = new URL(request.url ?? '', 'http://cluster.invalid');
      cluster.requests.push(`CONNECT ${url.pathname}`);
      const name = /pods\/([^/]+)\/exec$/.exec(url.pathname)?.[1] ?? '';
      const pod = cluster.#doubles.get(name);
      if (
        !pod ||
        !isAllowed('CONNECT', url.pathname) ||
        cluster.#takeFault('CONNECT', url.pathname)
      ) {
        socket.end('HTTP/1.1 500 Internal Server Error\r\n\r\n');
        return;
      }
      cluster.#sockets.handleUpgrade(request, socket, head, client =>
        serveExec(client, pod.execute(url.searchParams.getAll('command'))),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return cluster;
  }

  get port(): number {
    const address = this.#server.address();
    return isAddress(address) ? address.port : 0;
  }

  get kubeConfig() {
    return {
      cluster: {
        name: 'double',
        server: `http://127.0.0.1:${this.port}`,
        skipTLSVerify: true,
      },
      user: { name: 'backend', token: TOKEN },
    };
  }

  fail(...faults: Fault[]): void {
    this.#faults.push(...faults);
  }

  /** Puts a Job there that somebody else has created; it has no pod. */
  plant(job: V1Job): void {
    const name = job.metadata?.name ?? '';
    this.jobs.set(name, {
      ...job,
      metadata: { uid: randomUUID(), ...job.metadata },
    });
  }

  /** The one pod that there is. */
  get pod(): V1Pod {
    const [pod, ...others] = this.pods.values();
    if (!pod || others.length > 0) {
      throw new Error(`There are ${this.pods.size} pods and not one`);
    }
    return pod;
  }

  /** Ends the process of a pod; what the cluster then shows of it is given, or it is gone without a trace. */
  async losePod(status?: V1Pod['status']): Promise<void> {
    const { pod } = this;
    const name = pod.metadata?.name ?? '';
    if (status) {
      pod.status = status;
    } else {
      this.pods.delete(name);
    }
    await this.#doubles.get(name)?.destroy();
  }

  /** Breaks every connection to a pod. */
  breakConnections(): void {
    this.#sockets.clients.forEach(client => client.terminate());
  }

  async close(): Promise<void> {
    this.breakConnections();
    await Promise.all([...this.#doubles.values()].map(pod => pod.destroy()));
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const method = request.method ?? '';
    const url = new URL(request.url ?? '', 'http://cluster.invalid');
    this.requests.push(`${method} ${url.pathname}`);
    const body: unknown =
      method === 'GET' ? undefined : await json(request).catch(() => undefined);
    const fault = this.#takeFault(method, url.pathname);
    if (fault && !fault.losesAnswer) {
      send(response, {
        ...failure(fault.status ?? 500),
        headers: fault.headers,
      });
      return;
    }
    const isKnown = request.headers.authorization === `Bearer ${TOKEN}`;
    let answer = failure(401, 'Unauthorized');
    if (isKnown) {
      answer = isAllowed(method, url.pathname)
        ? this.#answer(method, url, body)
        : failure(403, `the role has no ${method} ${url.pathname}`);
    }
    if (fault?.losesAnswer) {
      response.destroy();
      return;
    }
    send(response, answer);
  }

  #takeFault(method: string, path: string): Fault | undefined {
    const index = this.#faults.findIndex(
      fault => fault.method === method && path.includes(fault.path),
    );
    return index < 0 ? undefined : this.#faults.splice(index, 1)[0];
  }

  #answer(method: string, url: URL, body: unknown): Answer {
    const { pathname, searchParams } = url;
    const rest = pathname.slice(pathname.indexOf(BASE) + BASE.length + 1);
    const [kind, name, part] = rest.split('/');
    switch (
      `${method} ${kind}${name ? '/name' : ''}${part ? `/${part}` : ''}`
    ) {
      case 'POST jobs':
        return this.#createJob(readJob(body));
      case 'GET jobs':
        return this.#list([...this.jobs.values()], searchParams);
      case 'GET jobs/name':
        return found(this.jobs.get(name));
      case 'DELETE jobs/name':
        return this.#deleteJob(name, readUid(body));
      case 'GET pods':
        return this.#list([...this.pods.values()], searchParams);
      case 'GET pods/name/log':
        return { status: 200, body: 'the log of a pod\n' };
      case 'GET networkpolicies/name':
        return found(this.policies.find(each => each.metadata?.name === name));
      default:
        return failure(404, `no ${method} ${pathname}`);
    }
  }

  #list(all: Array<V1Job | V1Pod>, query: URLSearchParams): Answer {
    const wanted = (query.get('labelSelector') ?? '').split(',');
    const items = all.filter(({ metadata }) =>
      wanted.every(each => {
        const [label, value] = each.split('=');
        return metadata?.labels?.[label] === value;
      }),
    );
    const start = Number(query.get('continue') ?? 0);
    if (start > 0 && this.oldPages > 0) {
      this.oldPages -= 1;
      return failure(410, 'the provided continue parameter is too old');
    }
    const end = start + this.pageSize;
    const more = end < items.length ? { continue: String(end) } : {};
    return {
      status: 200,
      body: { items: items.slice(start, end), metadata: more },
    };
  }

  #createJob(job: V1Job): Answer {
    const name = job.metadata?.name ?? '';
    if (this.jobs.has(name)) {
      return failure(409, `jobs.batch "${name}" already exists`);
    }
    this.created.push(structuredClone(job));
    const kept: V1Job = {
      ...job,
      metadata: { ...job.metadata, uid: randomUUID() },
    };
    this.jobs.set(name, kept);
    if (!job.spec?.suspend) {
      this.#runPod(kept);
    }
    return { status: 201, body: kept };
  }

  #deleteJob(name: string, uid: string | undefined): Answer {
    const job = this.jobs.get(name);
    if (!job) {
      return failure(404, `jobs.batch "${name}" not found`);
    }
    if (uid !== undefined && uid !== job.metadata?.uid) {
      return failure(409, 'the UID in the precondition does not match');
    }
    this.jobs.delete(name);
    for (const [podName, pod] of this.pods) {
      if (pod.metadata?.labels?.[CONTROLLER_UID] === job.metadata?.uid) {
        this.pods.delete(podName);
        void this.#doubles.get(podName)?.destroy();
      }
    }
    return { status: 200, body: { kind: 'Status', status: 'Success' } };
  }

  #runPod(job: V1Job): void {
    const template = job.spec?.template;
    const [container] = template?.spec?.containers ?? [];
    const name = `${job.metadata?.name}-${job.metadata?.uid?.slice(0, 5)}`;
    const pod: V1Pod = {
      metadata: {
        name,
        uid: randomUUID(),
        labels: {
          ...template?.metadata?.labels,
          [CONTROLLER_UID]: job.metadata?.uid ?? '',
        },
      },
      status: { phase: 'Pending' },
    };
    this.pods.set(name, pod);
    if (!this.hasNode || !container) {
      return;
    }
    const double = new PodDouble(pod, container, {
      isOpen: this.isNetworkOpen,
      apiServer: { host: '127.0.0.1', port: this.port },
    });
    this.#doubles.set(name, double);
    const first = double.execute(container.command ?? []);
    first.once('exit', exitCode => {
      if (pod.status?.phase === 'Running') {
        pod.status = podStatus(exitCode === 0 ? 'Succeeded' : 'Failed', {
          terminated: { exitCode: exitCode ?? 137, reason: 'Error' },
        });
      }
    });
    pod.status = podStatus('Running', { running: {} });
  }
}

/** What a pod shows of itself and its one container. */
export function podStatus(phase: string, state: object): V1Pod['status'] {
  const container = { name: 'sandbox', image: '', imageID: '', ready: true };
  return {
    phase,
    containerStatuses: [{ ...container, restartCount: 0, state }],
  };
}

function failure(code: number, message = 'a bad day'): Answer {
  return {
    status: code,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      message,
      code,
    },
  };
}

function found(object: object | undefined): Answer {
  return object ? { status: 200, body: object } : failure(404, 'not found');
}

function send(response: ServerResponse, { status, body, headers }: Answer) {
  const isText = typeof body === 'string';
  response.writeHead(status, {
    'content-type': isText ? 'text/plain' : 'application/json',
    ...headers,
  });
  response.end(isText ? body : JSON.stringify(body));
}

function isAddress(
  address: string | AddressInfo | null,
): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

function isJob(body: unknown): body is V1Job {
  return typeof body === 'object' && body !== null && 'spec' in body;
}

function readJob(body: unknown): V1Job {
  if (!isJob(body)) {
    throw new Error('What was to be created is no Job');
  }
  return body;
}

function readUid(body: unknown): string | undefined {
  const text = JSON.stringify(body ?? {});
  return /"uid":"([^"]+)"/.exec(text)?.[1];
}
