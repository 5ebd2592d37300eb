#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { resolve } = require('node:path');

const source = resolve(__dirname, '../src/index.ts');
if (existsSync(source)) {
  // a checkout
  require('@backstage/cli/config/nodeTransform.cjs');
}
require(existsSync(source) ? source : '@skein/fake-model-server')
  .runFakeModelServer(process.argv.slice(2))
  .catch(error => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
