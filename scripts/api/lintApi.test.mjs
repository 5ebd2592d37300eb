import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../paths.mjs';
import { lintApi } from './lintApi.mjs';

/** What is taken out of the description, and the rule that has to see it. */
const BREAKS = [
  [/ {6}summary: One migration\.\n/, 'skein-operation-summary'],
  [/ {6}description: Its state, how far.*\n/, 'operation-description'],
  [/ {6}operationId: GetMigration\n/, 'operation-operationId'],
  [/ {4}description: What teams have to do\.\n/, 'tag-description'],
  [/ {8}'403': .*\n/, 'skein-error-responses'],
  [/ {8}'404': .*\n/, 'skein-not-found'],
  [/ {12}example: \{ deadline.*\n/, 'skein-request-example'],
  [/ {6}description: How many at most\.\n/, 'oas3-parameter-description'],
  [/ {4}LimitKind:\n(?: {6}.*\n)+/, 'invalid-ref'],
  [/(?<=decision: )halt/, 'oas3-valid-media-example'],
];

describe('the lint of the API', () => {
  // all at once, since each run takes a second or more
  it('sees everything that is missing', async () => {
    let text = await fs.readFile(
      path.join(
        ROOT,
        'plugins/dataset-migrations-backend/src/schema/openapi.yaml',
      ),
      'utf8',
    );
    for (const [part] of BREAKS) {
      assert.match(text, part);
      text = text.replace(part, '');
    }
    const problems = await lintApi(text, 'openapi.yaml');
    const seen = problems.map(problem => /\(([\w-]+)\)$/.exec(problem)[1]);
    for (const [, rule] of BREAKS) {
      assert.ok(seen.includes(rule), `${rule} saw nothing`);
    }
  });
});
