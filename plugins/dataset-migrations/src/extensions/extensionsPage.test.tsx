import { screen } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { renderPlugin } from '../__testUtils__/renderPlugin';
import plugin from '../index';

/** A part of what the framework keeps of an extension. */
interface ExtensionFacts {
  id: string;
  attachTo: { id: string; input: string };
  configSchema?: {
    schema: () => { schema: { properties?: Record<string, unknown> } };
  };
  if?: { permissions: { $contains: string } };
}

/** What `app.extensions` says of one. */
type Change =
  | false
  | { config: Record<string, string | Record<string, string>> };

const { extensions } = plugin as unknown as { extensions: ExtensionFacts[] };

const PAGE = readFileSync(
  path.join(__dirname, '../../../../docs/extensions.md'),
  'utf8',
);

/** The columns of the rows that begin with the id of an extension. */
const ROWS = new Map(
  PAGE.split('\n')
    .map(line => line.split('|').map(cell => cell.trim()))
    .filter(([, id = '']) => /^`[\w-]+:[\w/-]+`$/.test(id))
    .map(([, id, place, config, what]) => [
      namesIn(id)[0],
      { place: namesIn(place), config: namesIn(config), what },
    ]),
);

const EXAMPLE: { app: { extensions: Array<Record<string, Change>> } } = parse(
  /```yaml\n([\s\S]*?)```/.exec(PAGE)![1],
);

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
}

function configOf({ configSchema }: ExtensionFacts): string[] {
  const { schema } = configSchema?.schema() ?? {};
  return Object.keys(schema?.properties ?? {}).sort();
}

describe('docs/extensions.md', () => {
  it('has a row for every extension of the plugin, and for nothing else', () => {
    expect([...ROWS.keys()].sort()).toEqual(
      extensions.map(({ id }) => id).sort(),
    );
  });

  it.each(extensions.map(each => [each.id, each] as const))(
    'says where %s attaches, what can be configured, and who sees it',
    (id, extension) => {
      const row = ROWS.get(id)!;
      const { attachTo } = extension;

      expect(row.place).toEqual([attachTo.id, attachTo.input]);
      expect(row.config).toEqual(configOf(extension));
      const [, needed] = /needs `([\w.]+)`/.exec(row.what) ?? [];
      const [name] = extension.if?.permissions.$contains.split('#') ?? [];
      expect(needed && `dataset-migrations.${needed}`).toBe(name);
    },
  );

  it('has an example of configuration that speaks of what there is', () => {
    const changes = EXAMPLE.app.extensions.flatMap(Object.entries<Change>);
    const unknown = changes.filter(([id, change]) => {
      const extension = extensions.find(each => each.id === id);
      const names = change === false ? [] : Object.keys(change.config);
      return (
        !extension || names.some(name => !configOf(extension).includes(name))
      );
    });

    expect(changes.length).toBeGreaterThan(0);
    expect(unknown).toEqual([]);
  });

  it('has an example that does what is said of it', async () => {
    renderPlugin({ path: '/dataset-migrations', api: {}, config: EXAMPLE });

    expect(
      await screen.findByRole('tab', { name: 'Campaigns' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('tab', { name: 'Incoming' }),
    ).not.toBeInTheDocument();
  });
});
