// Starts git for the estate. A process that has grown takes long to start another one, and this one stays small.
const { spawn } = require('node:child_process');

process.on('message', ({ id, argumentList, environment, input }) => {
  const child = spawn('git', argumentList, { env: environment });
  const stdout = [];
  const stderr = [];
  let failure;
  child.stdout.on('data', chunk => stdout.push(chunk));
  child.stderr.on('data', chunk => stderr.push(chunk));
  // A command that ends before it has read its input is judged by its exit code.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  child.on('error', error => {
    failure = error.message;
  });
  child.on('close', code => {
    if (process.connected) {
      process.send({
        id,
        exitCode: code ?? -1,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString().trim(),
        failure,
      });
    }
  });
});
process.on('disconnect', () => process.exit());
