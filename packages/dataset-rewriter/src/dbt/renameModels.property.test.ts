import fc from 'fast-check';
import { createContract } from '../__fixtures__/createContract';
import { propertyRuns } from '../__fixtures__/propertyRuns';
import { rewrite } from '../rewrite';
import type { RewrittenFile, SourceFile } from '../types';
import { verifyRewrite } from '../verifyRewrite';

const side = (ref: string) => ({ names: [{ platform: 'dbt', ref }] });
const contract = createContract([
  { from: side('users'), to: side('members') },
  { from: side('stg_users'), to: side('stg_people') },
]);

const quote = fc.constantFrom("'", '"');
const lineBreak = fc.constantFrom('\n', '\r\n');
const name = fc.constantFrom('users', 'stg_users', 'users_2', 'orders');
const spelled = fc
  .tuple(name, fc.constantFrom('', "'", '"'))
  .map(([model, sign]) => `${sign}${model}${sign}`);

const reader = fc
  .record({ model: name, quote, gap: fc.constantFrom('', ' ', '\n  ') })
  .map(
    r =>
      `select users.id, 'users' as users from {{ ref(${r.gap}${r.quote}${r.model}${r.quote}${r.gap}) }} as users -- users\n`,
  );

const description = fc
  .record({ names: fc.array(spelled, { maxLength: 4 }), lineBreak })
  .map(({ names, lineBreak: end }) =>
    [
      'models:   # users',
      ...names.flatMap(each => [
        `  - name: ${each}   # users`,
        '    description: users of ours  ',
        '    columns: [{ name: users }]',
      ]),
      'unit_tests:',
      ...names.map(each => `  - { name: users, model: ${each}, given: [] }`),
      '',
    ].join(end),
  );

/** Where each model is defined, if it is. */
const definitions = fc.record({
  users: fc.constantFrom(undefined, 'models/', 'models/users/', 'macros/'),
  stg_users: fc.constantFrom(undefined, 'models/a/', 'models/'),
  members: fc.constantFrom(undefined, 'models/'),
});

const project = fc
  .record({
    definitions,
    readers: fc.array(reader, { maxLength: 3 }),
    descriptions: fc.array(description, { maxLength: 2 }),
  })
  .map(({ definitions: defined, readers, descriptions }) => {
    const files: [string, string][] = [
      ['dbt_project.yml', 'name: shop\n'],
      ...Object.entries(defined).flatMap(([model, folder]): typeof files =>
        folder === undefined
          ? []
          : [[`${folder}${model}.sql`, 'select 1 as id\n']],
      ),
      ...readers.map((text, i): [string, string] => [`models/r${i}.sql`, text]),
      ...descriptions.map((text, i): [string, string] => [
        `models/d${i}.yml`,
        text,
      ]),
    ];
    return files.map(([path, text]) => ({
      path,
      content: new TextEncoder().encode(text),
    }));
  });

const decode = (content: Uint8Array) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);

async function rewriteProject(files: SourceFile[]) {
  const result = await rewrite({ contract, files });
  const changes = new Map(result.files.map(file => [file.path, file]));
  const after = files.map(file => {
    const change = changes.get(file.path);
    return change
      ? { path: change.newPath ?? change.path, content: change.after }
      : file;
  });
  return { result, after };
}

/** Models that have moved, and that something still names. */
function findNamed(changed: RewrittenFile[], after: SourceFile[]) {
  const text = after.map(({ content }) => decode(content)).join('\n');
  return changed
    .filter(({ newPath }) => newPath !== undefined)
    .flatMap(({ path }) => /\w+(?=\.sql$)/.exec(path) ?? [])
    .filter(model =>
      new RegExp(`(?:ref\\(\\s*|- name: |model: )['"]?${model}\\b`).test(text),
    );
}

describe('the models of a project, however they are written', () => {
  it('are renamed with all that names them, or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(project, async files => {
        const { result, after } = await rewriteProject(files);

        const paths = after.map(({ path }) => path);
        expect(new Set(paths).size).toBe(files.length);
        expect(findNamed(result.files, after)).toEqual([]);
        const again = await rewrite({ contract, files: after });
        expect(again.files).toEqual([]);
        expect(again.findings).toEqual(result.findings);
        const { parses, noOldReference } = await verifyRewrite({
          contract,
          changed: result.files,
          files: after,
          findings: result.findings,
        });
        expect(noOldReference).toMatchObject({ left: [] });
        expect(parses.status).not.toBe('failed');
      }),
      propertyRuns(60),
    );
  }, 120_000);
});
