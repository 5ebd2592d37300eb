import {
  contractDocument,
  type MoveDocument,
} from './__fixtures__/contractDocument';
import { checkContract } from './checkContract';
import { type DatasetName, mappingContractSchema } from './MappingContract';
import { renderContractProblems } from './renderContractProblems';

type Spoil = (move: MoveDocument) => void;

const OLD = 'resource:default/user-activity-v1';
const NEW = 'resource:default/user-activity-v2';

function problemsAfter(...spoils: Spoil[]): string[] {
  const document = contractDocument();
  spoils.forEach(spoil => spoil(document.spec.datasets[0]));
  const contract = mappingContractSchema.parse(document);
  return checkContract(contract).map(problem =>
    renderContractProblems([problem]).replace('spec.datasets[0].', ''),
  );
}

function names(from: DatasetName[], to: DatasetName[]): Spoil {
  return move => {
    move.from.names = from;
    move.to.names = to;
  };
}

const bigquery = (name: string): DatasetName => ({
  platform: 'bigquery',
  name,
});

describe('checkContract', () => {
  it('finds nothing wrong with a contract that has one field of each kind', () => {
    expect(problemsAfter()).toEqual([]);
  });

  it('finds nothing wrong with a contract without schemas', () => {
    expect(
      problemsAfter(move => {
        delete move.from.schema;
        delete move.to.schema;
      }),
    ).toEqual([]);
  });

  it('lets a pseudo-column stand in from', () => {
    expect(
      problemsAfter(move =>
        move.fields.push({ from: '_PARTITIONTIME', to: 'signed_up_at' }),
      ),
    ).toEqual([]);
  });

  describe('fields', () => {
    it.each<[string, Spoil, string[]]>([
      [
        'an old column that is not in the old schema',
        move => move.fields.push({ from: 'plan_teir', to: 'plan' }),
        [
          `fields[6].from: "plan_teir" is not a column of ${OLD}; did you mean plan_tier?`,
        ],
      ],
      [
        'an old column that looks like none',
        move => move.fields.push({ from: 'zzz', to: 'plan' }),
        [
          `fields[6].from: "zzz" is not a column of ${OLD}; use one of user_id, signup_ts, full_name, plan_tier, legacy_flag, country`,
        ],
      ],
      [
        'a new column that is not in the new schema',
        move => (move.fields[0].to = 'acount_id'),
        [
          `fields[0].to: "acount_id" is not a column of ${NEW}; did you mean account_id?`,
        ],
      ],
      [
        'one of several new columns that is not in the new schema',
        move => (move.fields[2].to = ['first_name', 'lastname']),
        [
          `fields[2].to[1]: "lastname" is not a column of ${NEW}; did you mean last_name?`,
        ],
      ],
      [
        'two fields for one old column',
        move => move.fields.push({ from: 'user_id', to: 'plan' }),
        [
          'fields[6].from: "user_id" has a field already, fields[0]; keep one of the two',
        ],
      ],
      [
        'an old column with neither a field nor a namesake',
        move => move.fields.splice(0, 1),
        [
          `from.schema[0].name: "user_id" has neither a field nor a column of the same name in ${NEW}; add a field with from: user_id and to, or change: dropped with a note`,
        ],
      ],
      [
        'old columns whose namesakes nobody can look up',
        move => delete move.to.schema,
        [
          `to.schema: is missing, so nobody can tell whether ${NEW} still has country; list its columns, or add a field for each of these`,
        ],
      ],
      [
        'a column that a schema lists twice',
        move => move.to.schema?.push({ name: 'Plan' }),
        [
          'to.schema[7].name: "Plan" is listed already, as schema[4]; remove one of the two',
        ],
      ],
      [
        'a judgement without a note',
        move => delete move.fields[3].note,
        [
          'fields[3].note: is missing; say what the people whose code reads the column have to decide',
        ],
      ],
      [
        'a dropped column without a note',
        move => delete move.fields[4].note,
        [
          'fields[4].note: is missing; say why the column is gone and what to do without it',
        ],
      ],
      [
        'a field that says nothing about its new column',
        move => delete move.fields[0].to,
        [
          'fields[0].to: is missing; name the new column, or write change: dropped or change: judgement',
        ],
      ],
      [
        'a field without its old column',
        move => {
          delete move.fields[0].from;
          move.from.schema?.shift();
        },
        [
          'fields[0].from: is missing; name the old column, or write change: added',
        ],
      ],
      [
        'a split without an expression',
        move => delete move.fields[2].expression,
        [
          "fields[2].expression: is missing; say how first_name and last_name make the old value, for example CONCAT({first_name}, ' ', {last_name})",
        ],
      ],
      [
        'a dropped column that still goes somewhere',
        move => (move.fields[4].to = 'plan'),
        [
          'fields[4].to: "plan" contradicts change: dropped; remove it, or remove the change',
        ],
      ],
      [
        'a default for a column that is not dropped',
        move => (move.fields[0].default = '0'),
        [
          'fields[0].default: "0" means nothing here: a default stands for a column with change: dropped; remove it',
        ],
      ],
      [
        'a column that differs in case only',
        move => {
          move.from.schema![5].name = 'Country';
        },
        [
          `from.schema[5].name: "Country" differs from country of ${NEW} in case only; spell both alike, or add a field with from: Country and to: country`,
        ],
      ],
      [
        'a list of one column',
        move => (move.fields[0].to = ['account_id']),
        ['fields[0].to: "account_id" is a list of one; write account_id alone'],
      ],
      [
        'a column that is named twice',
        move => (move.fields[2].to = ['first_name', 'first_name']),
        [
          'fields[2].to: "first_name, first_name" names a column twice; name each one once',
        ],
      ],
      [
        'a default that reads a column',
        move => (move.fields[4].default = '{region}'),
        [
          'fields[4].default: "{region}" has braces, and a default is the same for every row; to read a column, write to and expression without change: dropped',
        ],
      ],
      [
        'a column that could end what it stands in',
        move => {
          move.to.schema![6].name = 'a` FROM x';
          move.fields[5].to = 'a` FROM x';
        },
        [
          'to.schema[6].name: "a` FROM x" has the character `, which no name of a column may have; write the name alone',
        ],
      ],
      [
        'a pseudo-column of a platform that has none',
        move => {
          names(
            [{ platform: 'snowflake', name: 'a.b' }],
            [{ platform: 'snowflake', name: 'a.c' }],
          )(move);
          move.fields.push({ from: '_PARTITIONTIME', to: 'signed_up_at' });
        },
        [
          'fields[6].from: "_PARTITIONTIME" is a column that only BigQuery adds, and no old name is of BigQuery; remove the field, or add the name',
        ],
      ],
      [
        'an added column that had an old name',
        move => (move.fields[5].from = 'country'),
        [
          'fields[5].from: "country" means nothing for change: added; remove it',
        ],
      ],
    ])('refuses %s', (_case, spoil, problems) => {
      expect(problemsAfter(spoil)).toEqual(problems);
    });
  });

  describe('expressions', () => {
    it.each([
      [
        'UNIX_SECONDS({signed_up})',
        `"{signed_up}" is not a column of ${NEW}; did you mean signed_up_at?`,
      ],
      [
        'UNIX_SECONDS(signed_up_at)',
        'reads no new column; mark each one with braces, for example CAST({account_id} AS INT64)',
      ],
      ['{signed_up_at', 'has braces that do not close'],
      ['{{signed_up_at}}', 'has braces that do not close'],
      ['UNIX_SECONDS({signed_up_at}', 'leaves a parenthesis open'],
      ['{signed_up_at})', 'closes a parenthesis that nothing opened'],
      [')({signed_up_at}', 'closes a parenthesis that nothing opened'],
      ["CONCAT({signed_up_at}, 'x)", "opens a ' that nothing closes"],
      ["CONCAT('{x}', {signed_up_at})", 'has braces inside of quotes'],
      ['{signed_up_at} -- seconds', 'holds a comment'],
      ['{signed_up_at}; DROP TABLE x', 'holds a semicolon'],
    ])('refuses %s', (expression, mend) => {
      const problems = problemsAfter(
        move => (move.fields[1].expression = expression),
      );

      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(/^fields\[1\]\.expression: /);
      expect(problems[0]).toContain(mend);
    });

    it.each([
      'CONCAT({first_name}, \')\', "(", {last_name})',
      "CONCAT({first_name}, 'it''s', 'a\\'b', {last_name})",
      "COALESCE({first_name}, '--', ';')",
      '({first_name} || {last_name} || {plan})',
    ])('accepts %s', expression => {
      expect(
        problemsAfter(move => (move.fields[2].expression = expression)),
      ).toEqual([]);
    });

    it('lets an expression read only the columns of its field when the new schema is not known', () => {
      const spoil: Spoil = move => {
        delete move.from.schema;
        delete move.to.schema;
        move.fields[1].expression = '{signed_up_at} + {region}';
      };

      expect(problemsAfter(spoil)).toEqual([
        `fields[1].expression: "{region}" is not a column of ${NEW}; use one of signed_up_at`,
      ]);
    });

    it.each([
      ["region = 'EU", "opens a ' that nothing closes"],
      ["{region} = 'EU'", 'has braces'],
      ["(region = 'EU'", 'leaves a parenthesis open'],
    ])('refuses the predicate %s on rows', (where, mend) => {
      const problems = problemsAfter(move => (move.rows = { where }));

      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(
        `rows.where: ${JSON.stringify(where)} ${mend}`,
      );
    });

    it('refuses a default that is not whole', () => {
      expect(
        problemsAfter(move => (move.fields[4].default = 'CAST(0')),
      ).toEqual(['fields[4].default: "CAST(0" leaves a parenthesis open']);
    });
  });

  describe('names', () => {
    it.each<[string, Spoil, string[]]>([
      [
        'an old name without a counterpart',
        names([bigquery('a'), bigquery('b')], [bigquery('c')]),
        [
          'from.names[1]: "b" has no counterpart; names are paired by platform and order, so add a bigquery name to to.names, or remove this one',
        ],
      ],
      [
        'a new name without a counterpart',
        names([bigquery('a')], [bigquery('b'), { platform: 'dbt', ref: 'c' }]),
        [
          'to.names[1]: "c" has no counterpart; names are paired by platform and order, so add a dbt ref name to from.names, or remove this one',
        ],
      ],
      [
        'a source that would become a model',
        names(
          [{ platform: 'dbt', source: 'a.b' }],
          [{ platform: 'dbt', ref: 'c' }],
        ),
        [
          'from.names[0]: "a.b" has no counterpart; names are paired by platform and order, so add a dbt source name to to.names, or remove this one',
          'to.names[0]: "c" has no counterpart; names are paired by platform and order, so add a dbt ref name to from.names, or remove this one',
        ],
      ],
      [
        'a pattern that is paired with a plain name',
        names([bigquery('p.a.*')], [bigquery('p.b.c')]),
        [
          'to.names[0]: "p.b.c" is paired with the pattern p.a.*; end both names in *, or neither, or add a field with from: _TABLE_SUFFIX that says where the rest of the name went',
        ],
      ],
      [
        'a plain name that is paired with a pattern',
        names([bigquery('p.a.b')], [bigquery('p.b.*')]),
        [
          'from.names[0]: "p.a.b" is paired with the pattern p.b.*; end both names in *, or neither',
        ],
      ],
      [
        'a star in the middle of a name',
        names([bigquery('p.*.a')], [bigquery('p.b.a')]),
        [
          'from.names[0]: "p.*.a" has a * that is not its last letter; only the end of a name may be left open',
        ],
      ],
      [
        'the same name on both sides',
        names([bigquery('a'), bigquery('b')], [bigquery('c'), bigquery('a')]),
        [
          'to.names[1]: "a" is also an old name, at spec.datasets[0].from.names[0]; old and new names must differ, or code that moved looks as if it had not',
        ],
      ],
      [
        'an old name that is listed twice',
        names([bigquery('a'), bigquery('a')], [bigquery('b'), bigquery('c')]),
        [
          'from.names[1]: "a" stands already at spec.datasets[0].from.names[0]; remove one of the two',
        ],
      ],
      [
        'a dataset that replaces itself',
        move => (move.to.entityRef = OLD.toUpperCase()),
        [
          'to.entityRef: "RESOURCE:DEFAULT/USER-ACTIVITY-V1" is the old dataset itself; name the dataset that replaces it',
        ],
      ],
      [
        'an entity reference that is not in full',
        move => (move.from.entityRef = 'user-activity-v1'),
        [
          'from.entityRef: "user-activity-v1" is not a full entity reference; write kind:namespace/name, for example resource:default/user-activity-v1',
        ],
      ],
    ])('refuses %s', (_case, spoil, problems) => {
      expect(problemsAfter(spoil)).toEqual(problems);
    });

    it('accepts a pattern on both sides, and a model of the same name in another package', () => {
      expect(
        problemsAfter(
          names(
            [bigquery('p.a.*'), { platform: 'dbt', package: 'old', ref: 'm' }],
            [bigquery('p.b.*'), { platform: 'dbt', package: 'new', ref: 'm' }],
          ),
        ),
      ).toEqual([]);
    });

    it.each<[string, Spoil, string[]]>([
      [
        'a path that climbs',
        names(
          [{ platform: 'path', name: 'gs://lake/a/../b/' }],
          [{ platform: 'path', name: '../../etc' }],
        ),
        [
          'from.names[0].name: "gs://lake/a/../b/" climbs with ..; write the path in full',
          'to.names[0].name: "../../etc" climbs with ..; write the path in full',
        ],
      ],
      [
        'a model that names a folder',
        names(
          [{ platform: 'dbt', ref: '../secrets' }],
          [{ platform: 'dbt', ref: 'b' }],
        ),
        [
          'from.names[0].ref: "../secrets" has an empty part; write each part of the name, with one dot between two',
        ],
      ],
      [
        'a model below a folder',
        names(
          [{ platform: 'dbt', ref: 'a' }],
          [{ platform: 'dbt', ref: 'marts/b', package: 'x y/z' }],
        ),
        [
          'to.names[0].ref: "marts/b" is not the name of a model or source; write it as ref or source has it, without folder',
          'to.names[0].package: "x y/z" is not the name of a model or source; write it as ref or source has it, without folder',
        ],
      ],
      [
        'a name in quotes',
        names([bigquery('`p.a.b`')], [bigquery('p.a.c')]),
        [
          'from.names[0].name: "`p.a.b`" has the character `, which no name may have; write it without quotes and templates',
        ],
      ],
      [
        'a name with a line break',
        names([bigquery('p.a.b\nDROP TABLE x')], [bigquery('p.a.c')]),
        [
          'from.names[0].name: "p.a.b\\nDROP TABLE x" has a line break or another control character, which no name may have; write it without quotes and templates',
        ],
      ],
      [
        'a template',
        names([bigquery('p.a.b')], [bigquery('{{ target }}.a.c')]),
        [
          'to.names[0].name: "{{ target }}.a.c" has the character {, which no name may have; write it without quotes and templates',
        ],
      ],
      [
        'a name with an empty part',
        names([bigquery('p..b')], [bigquery('p.a.c')]),
        [
          'from.names[0].name: "p..b" has an empty part; write each part of the name, with one dot between two',
        ],
      ],
      [
        'a pattern that stands for everything',
        names([bigquery('*')], [bigquery('*')]),
        [
          'from.names[0].name: "*" stands for everything; write how the names begin',
          'to.names[0].name: "*" stands for everything; write how the names begin',
          'to.names[0]: "*" is also an old name, at spec.datasets[0].from.names[0]; old and new names must differ, or code that moved looks as if it had not',
        ],
      ],
      [
        'a new name that the old pattern covers',
        names([bigquery('p.raw.events_*')], [bigquery('p.raw.events_v2_*')]),
        [
          'to.names[0]: "p.raw.events_v2_*" lies within the old name p.raw.events_*, at spec.datasets[0].from.names[0]; old and new names must differ, or code that moved looks as if it had not',
        ],
      ],
      [
        'a new folder below the old one',
        names(
          [{ platform: 'path', name: 'gs://lake/a/' }],
          [{ platform: 'path', name: 'gs://lake/a/v2/' }],
        ),
        [
          'to.names[0]: "gs://lake/a/v2/" lies within the old name gs://lake/a/, at spec.datasets[0].from.names[0]; old and new names must differ, or code that moved looks as if it had not',
        ],
      ],
      [
        'the same name in another case, where case does not count',
        names(
          [{ platform: 'snowflake', name: 'A.B' }],
          [{ platform: 'snowflake', name: 'a.b' }],
        ),
        [
          'to.names[0]: "a.b" is also an old name, at spec.datasets[0].from.names[0]; old and new names must differ, or code that moved looks as if it had not',
        ],
      ],
    ])('refuses %s', (_case, spoil, problems) => {
      expect(problemsAfter(spoil)).toEqual(problems);
    });

    it.each(['p.d.注文', 'p.d.order', 'p.d.a+b(1)', 'p.d.été-2', 'p.d.t$2020'])(
      'takes %s as it is',
      name => {
        expect(
          problemsAfter(names([bigquery(name)], [bigquery('p.d.neu')])),
        ).toEqual([]);
      },
    );

    it('lets shards become one table when a field says where the suffix went', () => {
      const spoil: Spoil = move => {
        names([bigquery('p.raw.events_*')], [bigquery('p.core.events')])(move);
        move.fields.push({
          from: '_TABLE_SUFFIX',
          to: 'signed_up_at',
          expression: "FORMAT_TIMESTAMP('%Y%m%d', {signed_up_at})",
        });
      };

      expect(problemsAfter(spoil)).toEqual([]);
      expect(
        problemsAfter(spoil, move => delete move.fields[6].expression),
      ).toEqual([
        "fields[6].expression: is missing; a suffix is text such as 20260131 and signed_up_at is of type TIMESTAMP, so say how the one follows from the other, for example FORMAT_DATE('%Y%m%d', {signed_up_at})",
      ]);
    });

    it('refuses that one dataset moves to a name that another one leaves', () => {
      const document = contractDocument();
      const second = contractDocument().spec.datasets[0];
      second.from.names = [bigquery('acme-prod.core.user_activity')];
      second.to.names = [bigquery('acme-prod.core.user_activity_v3')];
      document.spec.datasets.push(second);

      const problems = checkContract(mappingContractSchema.parse(document));

      expect(problems.map(({ path }) => path)).toEqual([
        'spec.datasets[0].to.names[0]',
      ]);
    });
  });
});
