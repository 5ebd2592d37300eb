import fc from 'fast-check';
import * as ours from './frames';
import * as pods from '../../bin/pod/frames.cjs';

const frame = fc.record({
  type: fc.integer({ min: 0, max: 255 }),
  id: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  payload: fc.uint8Array({ maxLength: 40 }).map(bytes => Buffer.from(bytes)),
});

it.each([
  ['the backend', 'the pod', ours.encodeFrame, pods.FrameReader],
  ['the pod', 'the backend', pods.encodeFrame, ours.FrameReader],
])(
  'what %s says, %s understands, in whatever pieces it comes',
  (_a, _b, encode, Reader) => {
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
        (frames, sizes) => {
          const reader = new Reader();
          const bytes = Buffer.concat(
            frames.map(({ type, id, payload }) => encode(type, id, payload)),
          );
          const read: ours.Frame[] = [];
          for (let at = 0, piece = 0; at < bytes.length; piece += 1) {
            const end = at + sizes[piece % sizes.length];
            read.push(...reader.read(bytes.subarray(at, end)));
            at = end;
          }
          expect(read).toEqual(frames);
        },
      ),
    );
  },
);

it('has the same kinds and numbers on both sides', () => {
  expect(pods.FRAME).toEqual(ours.FRAME);
  expect(pods.STREAM).toEqual(ours.STREAM);
  expect(pods.MOST_PAYLOAD_BYTES).toBe(ours.MOST_PAYLOAD_BYTES);
});

it('listens to no frame that is too long', () => {
  const header = ours.encodeFrame(ours.FRAME.event, 1);
  header.writeUInt32BE(ours.MOST_PAYLOAD_BYTES + 1, 5);
  expect(() => new ours.FrameReader().read(header)).toThrow('too long');
});
