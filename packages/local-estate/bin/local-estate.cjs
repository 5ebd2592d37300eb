#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { resolve } = require('node:path');

// A published package holds the built code, a checkout the source.
const built = resolve(__dirname, '../dist/main.cjs.js');
if (existsSync(resolve(__dirname, '../src/main.ts'))) {
  require('@backstage/cli/config/nodeTransform.cjs');
  require('../src/main.ts');
} else {
  require(built);
}
