import type { ExtensionPoint } from '@backstage/backend-plugin-api';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as extensionPoints from './extensionPoints';

const PAGE = readFileSync(
  path.join(__dirname, '../../../docs/extensions.md'),
  'utf8',
);

describe('docs/extensions.md', () => {
  it('has a row for every extension point with its id, and for nothing else', () => {
    const rows = [
      ...PAGE.matchAll(/^\| `(\w+ExtensionPoint)` +\| `([\w.-]+)`/gm),
    ];

    expect(Object.fromEntries(rows.map(([, name, id]) => [name, id]))).toEqual(
      Object.fromEntries(
        Object.entries<ExtensionPoint<unknown>>(extensionPoints).map(
          ([name, { id }]) => [name, id],
        ),
      ),
    );
  });
});
