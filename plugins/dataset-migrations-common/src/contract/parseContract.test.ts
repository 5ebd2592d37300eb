import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { parseContract } from './parseContract';
import { renderContractProblems } from './renderContractProblems';
import { contractDocument } from './__fixtures__/contractDocument';

function problemsOf(text: string): string {
  return renderContractProblems(parseContract(text).problems ?? []);
}

describe('parseContract', () => {
  it('reads the example of the repository', () => {
    const example = resolve(
      __dirname,
      '../../../../examples/user-activity-v2.yaml',
    );

    const { contract, problems } = parseContract(readFileSync(example, 'utf8'));

    expect(problems).toBeUndefined();
    expect(contract?.metadata.name).toBe('user-activity-v2');
    expect(contract?.spec.datasets[0].fields).toHaveLength(4);
  });

  it('reads JSON that is indented with tabs as it reads YAML', () => {
    const document = contractDocument();

    expect(parseContract(JSON.stringify(document, undefined, '\t'))).toEqual(
      parseContract(stringify(document)),
    );
  });

  it('reads text with a byte order mark and Windows line ends', () => {
    const text = stringify(contractDocument()).replaceAll('\n', '\r\n');

    expect(parseContract(`\uFEFF${text}`).problems).toBeUndefined();
  });

  it('fills in that outputs are preserved', () => {
    const document = contractDocument();
    delete document.spec.outputs;

    const { contract } = parseContract(stringify(document));

    expect(contract?.spec.outputs).toBe('preserve');
  });

  it('names every problem at once, with path, value and mend', () => {
    const document = contractDocument();
    const [move] = document.spec.datasets;
    move.fields[0].from = 'usr_id';
    move.fields[1].expression = 'UNIX_SECONDS({signed_up})';
    move.fields[3].nota = 'typo';
    document.kind = 'Contract';

    expect(problemsOf(stringify(document)).split('\n')).toEqual([
      'kind: "Contract" must be MappingContract',
      'spec.datasets[0].fields[3].nota: "typo" is not a known key; did you mean note?',
      'spec.datasets[0].from.schema[0].name: "user_id" has neither a field nor a column of the same name in resource:default/user-activity-v2; add a field with from: user_id and to, or change: dropped with a note',
      'spec.datasets[0].fields[0].from: "usr_id" is not a column of resource:default/user-activity-v1; did you mean user_id?',
      'spec.datasets[0].fields[1].expression: "{signed_up}" is not a column of resource:default/user-activity-v2; did you mean signed_up_at?',
    ]);
  });

  it.each([
    ['nothing', '', 'contract: "null" must be an object with keys'],
    ['a list', '- a\n', 'contract: "[\\"a\\"]" must be an object with keys'],
    [
      'a key that is written twice',
      'kind: MappingContract\nkind: MappingContract\n',
      'line 2, column 1: names the key kind a second time; keep one of the two',
    ],
    [
      'a second document',
      'kind: MappingContract\n---\nkind: MappingContract\n',
      'line 2, column 1: starts a second document; a contract is one document',
    ],
    [
      'a tag',
      'kind: !js/function x\n',
      'line 1, column 7: has a tag that means nothing here (Unresolved tag: !js/function); write plain values',
    ],
    [
      'an alias of nothing',
      'kind: *x\n',
      'contract: has an alias that cannot be resolved (Unresolved alias (the anchor must be set before the alias): x); write the values out',
    ],
  ])('refuses %s', (_case, text, problem) => {
    expect(problemsOf(text)).toBe(problem);
  });

  it('refuses what is not YAML, and says where', () => {
    expect(problemsOf('kind: "open\n')).toMatch(
      /^line \d+, column \d+: is not valid YAML or JSON: .*quote/,
    );
  });

  it.each([
    'kind: &k [*k]',
    'spec: &s { datasets: [{ from: *s }] }',
    '&a [*a]',
  ])('refuses the circle %s', text => {
    expect(problemsOf(text)).toMatch(
      /^line 1, column \d+: is an alias of a value that it is itself a part of; write the value out$/,
    );
  });

  it('refuses more aliases than a contract needs before it resolves them', () => {
    const pairs = Array.from(
      { length: 101 },
      (_, index) => `&a${index} 1, *a${index}`,
    );

    expect(problemsOf(`[${pairs.join(', ')}]`)).toMatch(
      /^line 1, column \d+: is one alias more than the 100/,
    );
  });

  it('reads a schema that is written once and used twice', () => {
    const text = stringify(contractDocument())
      .replace('title:', 'title: &title')
      .replace(/note: Always.*/, 'note: *title');

    expect(parseContract(text).contract?.spec.datasets[0].fields[4].note).toBe(
      'User activity v1 → v2',
    );
  });

  it('refuses aliases that multiply', () => {
    const bomb = ['a: &l0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 9; level++) {
      const aliases = Array.from({ length: 10 }, () => `*l${level - 1}`);
      bomb.push(`k${level}: &l${level} [${aliases.join(', ')}]`);
    }

    expect(problemsOf(bomb.join('\n'))).toMatch(/Excessive alias count/);
  });

  it('refuses brackets that nest without end, with few problems', () => {
    const { problems } = parseContract('['.repeat(50_000));

    expect(problems?.[0].mend).toMatch(/nests too deeply/);
    expect(problems?.length).toBeLessThanOrEqual(101);
  });

  it('refuses a text over the size limit before it reads it', () => {
    expect(problemsOf('#'.repeat(1_000_001))).toBe(
      'contract: "1000001 characters" is more than 1000000 characters; split the contract into several migrations',
    );
  });

  it('takes no longer for many keys than for much text', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`);

    const { problems } = parseContract(keys.join('\n'));

    expect(problems).toHaveLength(101);
    expect(problems?.[100].mend).toMatch(/^has \d+ more problems/);
  });

  it('takes no longer for many columns than for much text', () => {
    const columns = (name: string) =>
      Array.from({ length: 9_000 }, (_, index) => ({
        name: `${name}${index}`,
      }));
    const document = contractDocument();
    const [move] = document.spec.datasets;
    move.from.schema = columns('column_');
    move.to.schema = columns('other_');
    move.fields = move.from.schema.map(({ name }) => ({
      from: `k${name}`,
      to: `k${name}`,
    }));

    const { problems } = parseContract(JSON.stringify(document));

    expect(problems).toHaveLength(101);
    expect(JSON.stringify(problems).length).toBeLessThan(100_000);
  });

  it('does not let a key reach the prototype', () => {
    const text = `${stringify(contractDocument())}__proto__: { a: 1 }\n`;

    expect(problemsOf(text)).toMatch(/^__proto__: .* is not a known key/);
  });

  it('checks a readable move though another one is misshapen', () => {
    const document = contractDocument();
    const second = contractDocument().spec.datasets[0];
    second.from.names = 'user_activity';
    document.spec.datasets[0].fields[3].note = undefined;
    document.spec.datasets.push(second);

    const paths = parseContract(stringify(document)).problems?.map(
      problem => problem.path,
    );

    expect(paths).toEqual([
      'spec.datasets[1].from.names',
      'spec.datasets[0].fields[3].note',
    ]);
  });
});
