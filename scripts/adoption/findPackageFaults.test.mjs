import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPackageFaults } from './findPackageFaults.mjs';

const MANIFEST = {
  main: 'dist/index.cjs.js',
  types: 'dist/index.d.ts',
  exports: {
    '.': {
      backstage: '@backstage/BackendFeature',
      require: './dist/index.cjs.js',
    },
  },
  configSchema: 'config.d.ts',
  files: ['dist', 'config.d.ts', 'migrations'],
  dependencies: { knex: '^3.1.0' },
};
const FILES = [
  'package.json',
  'README.md',
  'LICENSE',
  'config.d.ts',
  'dist/index.cjs.js',
  'dist/index.d.ts',
  'migrations/1_first.js',
];

test('a package that holds what it promises, and nothing else, has no faults', () => {
  assert.deepEqual(findPackageFaults({ files: FILES, manifest: MANIFEST }), []);
});

for (const [what, change, fault] of [
  [
    'types that are missing',
    { files: FILES.filter(file => file !== 'dist/index.d.ts') },
    /names dist\/index\.d\.ts/,
  ],
  [
    'migrations that are missing',
    { files: FILES.filter(file => !file.startsWith('migrations')) },
    /promises migrations/,
  ],
  [
    'a test',
    { files: [...FILES, 'dist/router.test.js'] },
    /has dist\/router\.test\.js, which is of no use/,
  ],
  [
    'a source',
    { files: [...FILES, 'src/index.ts'] },
    /has src\/index\.ts, which its manifest does not promise/,
  ],
  [
    'no license',
    { files: FILES.filter(file => file !== 'LICENSE') },
    /has no LICENSE/,
  ],
  [
    'a dependency that only this repository can resolve',
    { manifest: { ...MANIFEST, dependencies: { x: 'workspace:^' } } },
    /asks for x as "workspace:\^"/,
  ],
]) {
  test(`${what} is a fault`, () => {
    const faults = findPackageFaults({
      files: FILES,
      manifest: MANIFEST,
      ...change,
    });
    assert.match(faults.join('\n'), fault);
  });
}
