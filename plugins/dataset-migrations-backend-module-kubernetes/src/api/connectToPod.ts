import { ServiceUnavailableError } from '@backstage/errors';
import { Exec, type KubeConfig } from '@kubernetes/client-node';
import { PassThrough, Writable } from 'node:stream';
import type { PodConnection, PodListener } from './KubernetesApi';
import { readExitCode } from './readExitCode';
import { withDeadline } from './withDeadline';

/** The number of the input among the streams of a connection, which each message begins with. */
const INPUT = Buffer.from([0]);

/** Starts a process in a pod and connects to its streams, which the API server passes on. */
export async function connectToPod(
  options: {
    kubeConfig: KubeConfig;
    namespace: string;
    podName: string;
    container: string;
    argv: string[];
  },
  listener: PodListener,
): Promise<PodConnection> {
  const { kubeConfig, namespace, podName, container, argv } = options;
  let end: { exitCode?: number } | undefined;
  const connecting = new Exec(kubeConfig).exec(
    namespace,
    podName,
    container,
    argv,
    hearBy(bytes => listener.onOutput(bytes)),
    hearBy(bytes => listener.onErrors(bytes)),
    // asks for an input, which is sent below: the client does not say how much of it has left
    new PassThrough(),
    false,
    status => {
      end = readExitCode(status);
    },
  );
  const socket = await withDeadline(connecting).catch(error => {
    // one that comes too late is not wanted any more
    connecting.then(
      late => late.terminate(),
      () => undefined,
    );
    throw new ServiceUnavailableError(
      `Kubernetes could not start a process in the pod ${podName}: ${
        error?.message ?? error
      }`,
    );
  });
  socket.onclose = () => listener.onClose(end);
  socket.onerror = () => socket.terminate();
  return {
    send: bytes => socket.send(Buffer.concat([INPUT, bytes])),
    get pendingBytes() {
      return socket.bufferedAmount;
    },
    close: () => socket.close(),
  };
}

function hearBy(hear: (bytes: Buffer) => void): Writable {
  return new Writable({
    write(bytes: Buffer, _encoding, done) {
      hear(bytes);
      done();
    },
  });
}
