import { createContract } from '../__fixtures__/createContract';
import { proveRewrite } from '../proof/proveRewrite';
import { verifyRewrite } from '../verifyRewrite';

const side = (ref: string) => ({
  names: [
    { platform: 'bigquery', name: `acme.raw.${ref}` },
    { platform: 'dbt', ref },
  ],
  columns: [{ name: 'id', type: 'INT64' }],
});
const contract = createContract([
  { from: side('orders_old'), to: side('orders_new') },
]);

const encode = (text: string) => new TextEncoder().encode(text);
const MODEL = 'select 1 as id\n';
const OLD_READER = "select id from {{ ref('orders_old') }}\n";
const NEW_READER = "select id from {{ ref('orders_new') }}\n";

/** A patch as a diff without renames shows it. */
function patchOf(before: Record<string, string>, after: typeof before) {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const textOf = (files: typeof before, path: string) =>
    files[path] === undefined ? undefined : encode(files[path]);
  return {
    contract,
    changed: paths
      .filter(path => before[path] !== after[path])
      .map(path => ({
        path,
        before: textOf(before, path),
        after: textOf(after, path),
      })),
    files: Object.entries({ ...after, 'dbt_project.yml': 'name: shop' }).map(
      ([path, text]) => ({ path, content: encode(text) }),
    ),
    findings: [],
  };
}

describe('a model that moves with its file', () => {
  const before = {
    'models/a.sql': OLD_READER,
    'models/orders_old.sql': MODEL,
  };

  it.each([
    ['where the contract says', 'models/orders_new.sql', MODEL, 'proved'],
    ['with other content', 'models/orders_new.sql', 'select 2 as id', 'failed'],
    ['into another folder', 'models/x/orders_new.sql', MODEL, 'failed'],
    ['to another name', 'models/orders.sql', MODEL, 'failed'],
  ])('is compared with what it was, %s', async (_case, path, text, status) => {
    const { parses } = await verifyRewrite(
      patchOf(before, { 'models/a.sql': NEW_READER, [path]: text }),
    );

    expect(parses.status).toBe(status);
  });

  it('is looked at in the same way when it is given as one file', async () => {
    const move = {
      path: 'models/orders_old.sql',
      before: encode(MODEL),
      after: encode(MODEL),
    };
    const statusOf = async (newPath: string) => {
      const changed = [{ ...move, newPath }];
      const patch = { ...patchOf(before, before), changed };
      return (await verifyRewrite(patch)).parses.status;
    };

    await expect(statusOf('models/orders_new.sql')).resolves.toBe('proved');
    await expect(statusOf('macros/orders_new.sql')).resolves.toBe('failed');
  });

  it('is missed when only its readers are moved', async () => {
    const { noOldReference } = await verifyRewrite(
      patchOf(before, { ...before, 'models/a.sql': NEW_READER }),
    );

    expect(noOldReference).toMatchObject({
      status: 'failed',
      left: [{ file: 'models/orders_old.sql', name: 'orders_old' }],
    });
  });

  it('leaves no reader of its old name', async () => {
    const { binds } = await proveRewrite(
      patchOf(before, {
        'models/a.sql': OLD_READER,
        'models/orders_new.sql': '-- moved\nselect 1 as id\n',
      }),
    );

    expect(binds.status).toBe('failed');
    expect(binds.queries).toContainEqual(
      expect.objectContaining({
        file: 'models/a.sql',
        detail: expect.stringContaining('is called otherwise now'),
      }),
    );
  });
});
