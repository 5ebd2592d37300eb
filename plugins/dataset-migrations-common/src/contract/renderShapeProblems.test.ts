import { contractDocument } from './__fixtures__/contractDocument';
import { mappingContractSchema } from './MappingContract';
import { renderContractProblems } from './renderContractProblems';
import { renderShapeProblems } from './renderShapeProblems';

function problemsOf(document: unknown): string {
  const { error } = mappingContractSchema.safeParse(document);
  return error
    ? renderContractProblems(renderShapeProblems(error, document))
    : '';
}

/** The problems of the valid contract with one value set. */
function problemsWith(path: (string | number)[], value: unknown): string {
  const document: unknown = contractDocument();
  let owner = document as Record<string | number, unknown>;
  for (const segment of path.slice(0, -1)) {
    owner = owner[segment] as Record<string | number, unknown>;
  }
  owner[path[path.length - 1]] = value;
  return problemsOf(document);
}

const MOVE = ['spec', 'datasets', 0];

describe('renderShapeProblems', () => {
  it.each<[string, (string | number)[], unknown, string]>([
    [
      'an unknown key far from any known one',
      ['spec', 'zebra'],
      1,
      'spec.zebra: "1" is not a known key; known keys here are guide, outputs, datasets',
    ],
    [
      'a key that needs quoting in a path',
      ['metadata', 'a b'],
      'x',
      'metadata["a b"]: "x" is not a known key; known keys here are name, title, description',
    ],
    [
      'a missing key',
      ['metadata', 'name'],
      undefined,
      'metadata.name: is missing; it must be text',
    ],
    [
      'a name that does not fit',
      ['metadata', 'name'],
      'User Activity',
      'metadata.name: "User Activity" must be lower case letters, digits and dashes, 63 characters at most',
    ],
    [
      'empty text',
      [...MOVE, 'fields', 0, 'from'],
      '  ',
      'spec.datasets[0].fields[0].from: "  " must not be empty',
    ],
    [
      'text that is too long',
      ['metadata', 'title'],
      'x'.repeat(201),
      `metadata.title: "${'x'.repeat(200)}…" must be 200 characters or shorter`,
    ],
    [
      'a guide that is not for browsers',
      ['spec', 'guide'],
      'ftp://docs.acme.example',
      'spec.guide: "ftp://docs.acme.example" must be a URL that starts with http:// or https://',
    ],
    [
      'no dataset',
      ['spec', 'datasets'],
      [],
      'spec.datasets: "[]" needs 1 or more entries',
    ],
    [
      'a choice that is spelled wrong',
      [...MOVE, 'fields', 3, 'change'],
      'judgment',
      'spec.datasets[0].fields[3].change: "judgment" must be one of judgement, dropped, added; did you mean judgement?',
    ],
    [
      'a number where a column is meant',
      [...MOVE, 'fields', 0, 'to'],
      7,
      'spec.datasets[0].fields[0].to: "7" must be text, or a list',
    ],
    [
      'an empty entry of a list',
      [...MOVE, 'fields', 2, 'to'],
      ['first_name', ''],
      'spec.datasets[0].fields[2].to[1]: "" must not be empty',
    ],
    [
      'a name that is only text',
      [...MOVE, 'from', 'names', 0],
      'activity',
      'spec.datasets[0].from.names[0]: "activity" must be an object with keys',
    ],
    [
      'a name without a platform',
      [...MOVE, 'from', 'names', 0],
      { name: 'activity' },
      'spec.datasets[0].from.names[0].platform: is missing; write bigquery or snowflake or redshift or databricks or spark or hive or trino or postgres or mysql or duckdb or clickhouse or lookml or path or topic or dbt',
    ],
    [
      'a platform that is spelled wrong',
      [...MOVE, 'from', 'names', 0],
      { platform: 'bigqery', name: 'a' },
      'spec.datasets[0].from.names[0].platform: "bigqery" must be one of bigquery, snowflake, redshift, databricks, spark, hive, trino, postgres, mysql, duckdb, clickhouse, lookml, path, topic, dbt; did you mean bigquery?',
    ],
    [
      'a source of one part',
      [...MOVE, 'from', 'names', 0],
      { platform: 'dbt', source: 'activity' },
      'spec.datasets[0].from.names[0].source: "activity" must read source_name.table_name',
    ],
    [
      'a dbt name that is neither model nor source',
      [...MOVE, 'from', 'names', 0],
      { platform: 'dbt', name: 'activity' },
      'spec.datasets[0].from.names[0]: "{\\"platform\\":\\"dbt\\",\\"name\\":\\"activity\\"}" needs ref or source',
    ],
    [
      'an unknown key of a name',
      [...MOVE, 'from', 'names', 0],
      { platform: 'bigquery', name: 'a', projekt: 'b' },
      'spec.datasets[0].from.names[0].projekt: "b" is not a known key; known keys here are platform, name, ref, package, version, source',
    ],
  ])('words %s', (_case, path, value, problem) => {
    expect(problemsWith(path, value)).toBe(problem);
  });

  it('asks for an object when there is none', () => {
    expect(problemsOf(undefined)).toBe(
      'contract: is missing; it must be an object with keys',
    );
  });
});
