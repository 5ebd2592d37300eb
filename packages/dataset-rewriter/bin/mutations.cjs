#!/usr/bin/env node
// Damages every right patch that the project has, and prints which rungs of the evidence ladder see it.
const path = require('node:path');
require('@backstage/cli/config/nodeTransform.cjs');
const { printMutations } = require('../src/proof/mutations/printMutations');

printMutations({
  root: path.resolve(__dirname, '../../..'),
  write: text => process.stdout.write(text),
}).then(
  allCaught => {
    process.exitCode = allCaught ? 0 : 1;
  },
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  },
);
