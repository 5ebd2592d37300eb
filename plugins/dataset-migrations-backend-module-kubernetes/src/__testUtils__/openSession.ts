import type { PodListener } from '../api/KubernetesApi';
import { encodeFrame, FrameReader, type Frame } from '../session/frames';
import { PodSession } from '../session/PodSession';

const SCRIPTS = { wait: '', bootstrap: 'begin()', rest: Buffer.from('rest') };

/** A session with a pod whose words are those of the test. */
export async function openSession(
  answer: (frame: Frame) => Buffer | undefined,
) {
  const frames = new FrameReader();
  let listener: PodListener | undefined;
  let isOpen = true;
  let isBegun = false;
  const session = await PodSession.open({
    podName: 'pod-1',
    scripts: SCRIPTS,
    silenceSeconds: 60,
    api: {
      execute: async ({ argv }, listening) => {
        expect(argv).toEqual(['node', '-e', 'begin()']);
        listener = listening;
        return {
          pendingBytes: 0,
          close: () => {
            isOpen = false;
          },
          send: bytes => {
            if (!isBegun) {
              expect(bytes).toBe(SCRIPTS.rest);
              isBegun = true;
              return;
            }
            for (const frame of frames.read(bytes)) {
              const said = answer(frame);
              if (said) {
                listening.onOutput(said);
              }
            }
          },
        };
      },
    },
  });
  return {
    session,
    isOpen: () => isOpen,
    say: (bytes: Buffer) => listener?.onOutput(bytes),
    end: (end?: { exitCode?: number }) => listener?.onClose(end),
  };
}

/** A frame that says a value. */
export function encodeJson(type: number, id: number, value: unknown): Buffer {
  return encodeFrame(type, id, Buffer.from(JSON.stringify(value)));
}
