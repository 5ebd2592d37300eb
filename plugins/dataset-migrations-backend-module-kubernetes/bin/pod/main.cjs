// Serves the backend in a pod, over the input and output of a process that the backend has started in it. All that it is asked comes
// from the backend, which believes nothing that it answers: whoever runs here can be anybody.
const fs = require('node:fs');
const {
  FRAME,
  STREAM,
  MOST_PAYLOAD_BYTES,
  encodeFrame,
  FrameReader,
} = require('./frames.cjs');
const { listTree, put, readPart, remove } = require('./files.cjs');
const { isNetworkOpen, listenAt } = require('./network.cjs');
const { killOthers, startProgram } = require('./program.cjs');

const FOLDER = '/skein/session';
/** Everything else is done in the order in which it is asked for. */
const AT_ONCE = new Set(['ping']);
const ENTRIES_PER_PART = 500;
const STREAM_CHUNK_BYTES = 64 * 1024;

function serve({ input, rest, output }) {
  const puts = new Map();
  const streams = new Map();
  let nextConnection = STREAM.firstConnection;
  let turn = Promise.resolve();
  let silence;
  let silenceMs;

  const send = (type, id, payload) =>
    output.write(encodeFrame(type, id, payload));
  const sendJson = (type, id, value) =>
    send(type, id, Buffer.from(JSON.stringify(value)));

  /** Nobody waits for what runs here any more. */
  function leave() {
    killOthers();
    fs.writeFileSync(`${FOLDER}/ended`, '');
    process.exit(0);
  }

  function hearBackend() {
    if (silenceMs) {
      clearTimeout(silence);
      silence = setTimeout(leave, silenceMs);
    }
  }

  function sendStream(id, stream) {
    stream.on('data', chunk => {
      for (let at = 0; at < chunk.length; at += STREAM_CHUNK_BYTES) {
        send(FRAME.stream, id, chunk.subarray(at, at + STREAM_CHUNK_BYTES));
      }
    });
    stream.once('close', () => send(FRAME.streamEnd, id));
    stream.on('error', () => stream.destroy());
  }

  const operations = {
    async hello({ probe, silenceSeconds }) {
      silenceMs = silenceSeconds * 1000;
      hearBackend();
      return { isNetworkOpen: await isNetworkOpen(probe) };
    },
    async ping() {
      return {};
    },
    async put(request, id) {
      await put(request, Buffer.concat(puts.get(id) ?? []));
      puts.delete(id);
      return {};
    },
    async remove({ file }) {
      await remove(file);
      return {};
    },
    async list({ root }, id) {
      let part = [];
      for await (const entry of listTree(root)) {
        part.push(entry);
        if (part.length === ENTRIES_PER_PART) {
          sendJson(FRAME.part, id, part);
          part = [];
        }
      }
      sendJson(FRAME.part, id, part);
      return {};
    },
    async read({ file, offset, length }, id) {
      send(
        FRAME.bytes,
        id,
        await readPart(file, offset, Math.min(length, MOST_PAYLOAD_BYTES)),
      );
      return {};
    },
    async listen({ socket }) {
      await listenAt(socket, connection => {
        const id = nextConnection;
        nextConnection += 1;
        streams.set(id, connection);
        connection.once('close', () => streams.delete(id));
        sendJson(FRAME.event, id, { event: 'connected', socket });
        sendStream(id, connection);
        connection.once('end', () => send(FRAME.streamEnd, id));
      });
      return {};
    },
    async start(command) {
      const child = await startProgram(command, end =>
        // what was written comes before the end
        Promise.all([
          new Promise(resolve =>
            child.stdout.closed
              ? resolve()
              : child.stdout.once('close', resolve),
          ),
          new Promise(resolve =>
            child.stderr.closed
              ? resolve()
              : child.stderr.once('close', resolve),
          ),
        ]).then(() => sendJson(FRAME.event, 0, { event: 'exited', ...end })),
      );
      streams.set(STREAM.input, child.stdin);
      child.stdin.on('error', () => undefined);
      sendStream(STREAM.output, child.stdout);
      sendStream(STREAM.errors, child.stderr);
      return {};
    },
  };

  function answer(id, payload) {
    const { operation, ...request } = JSON.parse(payload.toString('utf8'));
    const work = () => operations[operation](request, id);
    const done = AT_ONCE.has(operation) ? work() : turn.then(work);
    turn = AT_ONCE.has(operation) ? turn : done.catch(() => undefined);
    done.then(
      value => sendJson(FRAME.reply, id, value),
      error => sendJson(FRAME.reply, id, { error: String(error.message) }),
    );
  }

  function take({ type, id, payload }) {
    hearBackend();
    switch (type) {
      case FRAME.request:
        answer(id, payload);
        break;
      case FRAME.bytes:
        puts.set(id, [...(puts.get(id) ?? []), payload]);
        break;
      case FRAME.stream:
        streams.get(id)?.write(payload);
        break;
      case FRAME.streamEnd:
        streams.get(id)?.end();
        break;
      default:
    }
  }

  process.umask(0o022);
  fs.mkdirSync(FOLDER, { recursive: true });
  fs.writeFileSync(`${FOLDER}/begun`, '');
  const frames = new FrameReader();
  const read = chunk => frames.read(chunk).forEach(take);
  read(rest);
  input.on('data', read);
  input.once('close', leave);
  input.once('end', leave);
  input.once('error', leave);
}

module.exports = { serve };
