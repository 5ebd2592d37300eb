import { encodeJson, openSession } from '../__testUtils__/openSession';
import { commandOf } from '../__testUtils__/runInCluster';
import { FRAME } from '../session/frames';
import { KubernetesProcess } from './KubernetesProcess';

/** A pod that answers the request to start a program so. */
async function startWith(answer: (end: () => void) => object | undefined) {
  const pod = await openSession(({ type, id, payload }) => {
    if (type !== FRAME.request) {
      return undefined;
    }
    const { operation } = JSON.parse(payload.toString());
    const reply =
      operation === 'start' ? answer(() => pod.end({ exitCode: 137 })) : {};
    return reply && encodeJson(FRAME.reply, id, reply);
  });
  return await KubernetesProcess.start({
    session: pod.session,
    command: commandOf({ argv: ['true'] }),
    mounts: [],
    sentBytes: 1024,
    findState: async () => ({ kind: 'ended' }),
    remove: async () => undefined,
  });
}

describe('KubernetesProcess', () => {
  it('tells how a command ended that kills what serves us before we hear that it runs', async () => {
    const child = await startWith(end => {
      end();
      return undefined;
    });

    await expect(child.ended).resolves.toEqual({
      reason: 'exited',
      exitCode: 137,
    });
  });

  it('starts nothing where the pod cannot', async () => {
    await expect(
      startWith(() => ({ error: 'no such program' })),
    ).rejects.toThrow(
      'A command could not be started in its pod: Error: The pod could not do it: no such program',
    );
  });
});
