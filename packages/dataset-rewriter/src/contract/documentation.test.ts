import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { rewrite } from '../rewrite';
import { parseWholeContract } from './parseWholeContract';

const ROOT = resolve(__dirname, '../../../..');

interface Example {
  number: string;
  title: string;
  contract: string;
  path: string;
  before: string;
  after: string;
}

const examples = readFileSync(resolve(ROOT, 'docs/contract.md'), 'utf8')
  .split(/^### /m)
  .slice(1)
  .map(readExample);

function readExample(section: string): Example {
  const [, number, title] = /^(\d+)\. (.*)/.exec(section) ?? [];
  const [contract, before, after] = [
    ...section.matchAll(/^```\w+\n([^]*?)^```$/gm),
  ].map(match => match[1]);
  const [, path] = /^`(.*)` before:$/m.exec(section) ?? [];
  return { number, title, contract, path, before, after };
}

describe('docs/contract.md', () => {
  it('has ten examples', () => {
    expect(examples.map(({ number }) => number)).toEqual(
      Array.from({ length: 10 }, (_, index) => String(index + 1)),
    );
  });

  it.each(examples)(
    'shows a contract that holds in $number. $title',
    async example => {
      const { problems } = await parseWholeContract(example.contract);

      expect(problems).toBeUndefined();
    },
  );

  it.each(examples)(
    'shows what the rewriter does in $number. $title',
    async example => {
      const { path, before, after } = example;
      const { contract } = await parseWholeContract(example.contract);
      if (!contract) {
        throw new Error('The contract of the example is refused');
      }
      const files = [
        { path, content: new TextEncoder().encode(before) },
        {
          path: 'dbt_project.yml',
          content: new TextEncoder().encode('name: shop\n'),
        },
      ];

      const result = await rewrite({ contract, files });

      const [file] = result.files;
      expect(file && new TextDecoder().decode(file.after)).toBe(after);
      expect(result.findings.length > 0).toBe(
        contract.spec.datasets[0].fields.some(
          ({ change }) => change === 'judgement',
        ),
      );
    },
  );
});

describe('examples', () => {
  const folder = resolve(ROOT, 'examples');

  it.each(readdirSync(folder).filter(name => name.endsWith('.yaml')))(
    'holds a contract that may be used: %s',
    async name => {
      const text = readFileSync(resolve(folder, name), 'utf8');

      const { problems } = await parseWholeContract(text);

      expect(problems).toBeUndefined();
    },
  );
});
