// The first process of a pod: node -e "…" CONNECT_SECONDS. It does nothing but keep the pod for as long as the backend works in
// it, see main.cjs: it ends with 0 when that has ended, and with 3 when nobody came.
const fs = require('node:fs');

const FOLDER = '/skein/session';
const LOOK_MS = 500;

const nobodyCame = performance.now() + Number(process.argv[1]) * 1000;

// the first process of a pod obeys only the signals that it listens to
process.on('SIGTERM', () => process.exit(143));

setInterval(() => {
  if (fs.existsSync(`${FOLDER}/ended`)) {
    process.exit(0);
  }
  if (!fs.existsSync(`${FOLDER}/begun`) && performance.now() > nobodyCame) {
    process.stderr.write('No backend has come to work here\n');
    process.exit(3);
  }
}, LOOK_MS);
