import fc from 'fast-check';
import { stringify } from 'yaml';
import { contractDocument } from './__fixtures__/contractDocument';
import type { FieldMapping, MappingContract } from './MappingContract';
import { parseContract } from './parseContract';

const column = fc.stringMatching(/^[a-z][a-z0-9_]{0,11}$/);
const note = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map(text => `n${text}n`);

/** Old columns that are kept, renamed, computed, put up for a decision or dropped. */
const anyContract: fc.Arbitrary<MappingContract> = fc
  .record({
    columns: fc.uniqueArray(
      fc.record({
        name: column,
        kind: fc.constantFrom(
          'kept',
          'renamed',
          'computed',
          'judgement',
          'dropped',
        ),
        note,
      }),
      { minLength: 1, maxLength: 8, selector: ({ name }) => name },
    ),
    outputs: fc.constantFrom('preserve' as const, 'propagate' as const),
    title: note,
  })
  .map(({ columns, outputs, title }) => ({
    apiVersion: 'skein.dev/v1alpha1' as const,
    kind: 'MappingContract' as const,
    metadata: { name: 'some-move', title },
    spec: {
      outputs,
      datasets: [
        {
          from: {
            entityRef: 'resource:default/old',
            names: [{ platform: 'bigquery' as const, name: 'p.old.t' }],
            schema: columns.map(({ name }) => ({ name })),
          },
          to: {
            entityRef: 'resource:default/new',
            names: [{ platform: 'bigquery' as const, name: 'p.new.t' }],
            schema: columns
              .filter(({ kind }) => kind !== 'dropped')
              .map(({ name, kind }) => ({
                name: kind === 'kept' ? name : `New_${name}`,
              })),
          },
          fields: columns.flatMap(
            ({ name, kind, note: text }): FieldMapping[] => {
              const to = `New_${name}`;
              switch (kind) {
                case 'renamed':
                  return [{ from: name, to }];
                case 'computed':
                  return [{ from: name, to, expression: `ABS({${to}})` }];
                case 'judgement':
                  return [{ from: name, to, change: 'judgement', note: text }];
                case 'dropped':
                  return [{ from: name, change: 'dropped', note: text }];
                default:
                  return [];
              }
            },
          ),
        },
      ],
    },
  }));

type Path = (string | number)[];
type Tree = Record<string | number, unknown>;

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) {
    return [path];
  }
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const below = keys.flatMap(key =>
    pathsOf((value as Tree)[key], [...path, key]),
  );
  return path.length === 0 ? below : [path, ...below];
}

/** A copy of the valid contract in which one place is changed. */
function mutate(
  path: Path,
  change: (owner: Tree, key: string | number) => void,
) {
  const document = contractDocument();
  const owner = path
    .slice(0, -1)
    .reduce<Tree>((tree, key) => tree[key] as Tree, document as Tree);
  change(owner, path[path.length - 1]);
  return document;
}

describe('parseContract', () => {
  it('gives back every contract that is rendered as YAML or as JSON', () => {
    fc.assert(
      fc.property(anyContract, contract => {
        expect(parseContract(stringify(contract))).toEqual({ contract });
        expect(parseContract(JSON.stringify(contract))).toEqual({ contract });
      }),
      { numRuns: 60 },
    );
  });

  it('ends with a contract or with problems for any text, and never throws', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .array(
          fc.constantFrom(
            'a',
            ':',
            ' ',
            '\n',
            '- ',
            '&a',
            '*a',
            '{',
            '[',
            ']',
            '}',
            '"',
            '|',
            '!!set',
            '<<',
            '#',
          ),
        )
        .map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(text, anyText => {
        const { contract, problems } = parseContract(anyText);
        expect(contract === undefined).toBe((problems?.length ?? 0) > 0);
      }),
      { numRuns: 300 },
    );
  });

  describe('of a contract in which one place is changed', () => {
    const original = parseContract(JSON.stringify(contractDocument())).contract;
    const paths = pathsOf(contractDocument());

    it.each<[string, (owner: Tree, key: string | number) => void]>([
      [
        'a key or an entry is left out',
        (owner, key) => {
          if (Array.isArray(owner)) {
            owner.splice(Number(key), 1);
          } else {
            delete owner[key];
          }
        },
      ],
      [
        'a key is misspelled',
        (owner, key) => {
          if (!Array.isArray(owner)) {
            owner[`${key}x`] = owner[key];
            delete owner[key];
          }
        },
      ],
      [
        'text has one letter more',
        (owner, key) => {
          if (typeof owner[key] === 'string') {
            owner[key] = `${owner[key]}x`;
          }
        },
      ],
      [
        'an entry stands twice',
        (owner, key) => {
          if (Array.isArray(owner)) {
            owner.push(structuredClone(owner[Number(key)]));
          }
        },
      ],
      ['a value is a number', (owner, key) => (owner[key] = 7)],
    ])(
      'refuses it or takes it to mean something else when %s',
      (_case, change) => {
        const sameMeaning = paths
          .map(path => ({ path, document: mutate(path, change) }))
          .filter(
            ({ document }) =>
              JSON.stringify(document) !== JSON.stringify(contractDocument()),
          )
          .filter(({ document }) => {
            const { contract } = parseContract(JSON.stringify(document));
            return JSON.stringify(contract) === JSON.stringify(original);
          })
          .map(({ path }) => path.join('.'));

        // preserve is what a contract means that says nothing about outputs
        expect(sameMeaning.filter(path => path !== 'spec.outputs')).toEqual([]);
      },
    );
  });
});
