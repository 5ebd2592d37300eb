import fc from 'fast-check';
import { mappingContractSchema } from '@skein/backstage-plugin-dataset-migrations-common';
import { chooseDialect } from '../sql/parse/dialects';
import { loadSqlParser } from '../sql/parse/parseScript';
import { findRegions } from './maskJinja';
import { parseTemplate } from './parseTemplate';

const dialect = chooseDialect(
  mappingContractSchema.parse({
    apiVersion: 'skein.dev/v1alpha1',
    kind: 'MappingContract',
    metadata: { name: 'moved' },
    spec: {
      datasets: [
        {
          from: {
            entityRef: 'resource:default/a',
            names: [{ platform: 'snowflake', name: 'p.a.t' }],
          },
          to: {
            entityRef: 'resource:default/b',
            names: [{ platform: 'snowflake', name: 'p.b.t' }],
          },
          fields: [],
        },
      ],
    },
  }),
);

/** Pieces of templates, torn apart in any way. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{{ ref("a") }}',
        "{{\n  source('a', 'b')\r\n}}",
        '{{x}}',
        "{{ dbt_utils.generate_surrogate_key(['a', 'b']) }}",
        '{% if x %}',
        '{% elif y %}',
        '{%- else -%}',
        '{% endif %}',
        '{% for a in b %}',
        '{% if not loop.last %}, {% endif %}',
        '{% endfor %}',
        '{% macro m(a) %}',
        '{% endmacro %}',
        '{% set a = 1 %}',
        '{% set a %}',
        '{% endset %}',
        "{# it's #}",
        '{{',
        '%}',
        "'",
        '`',
        '--',
        'select a, ',
        'from t ',
        ' union all ',
        'jj0_x',
        '0.',
        ';',
        '(',
        ')',
        '\r\n',
        '\n',
        '\u2028',
        '😀',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 25 },
  )
  .map(pieces => pieces.join(''));

const breaks = (masked: string) =>
  [...masked.matchAll(/[\r\n]/g)].map(({ index, 0: sign }) => [index, sign]);

describe('parseTemplate, whatever the text', () => {
  beforeAll(loadSqlParser);

  it('keeps length and line breaks on each way', () => {
    fc.assert(
      fc.property(text, source => {
        for (const { jinja } of parseTemplate(source, dialect).ways) {
          expect(jinja.text).toHaveLength(source.length);
          expect(breaks(jinja.text)).toEqual(breaks(source));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leaves all SQL outside of templates as it is, or hides it', () => {
    fc.assert(
      fc.property(text, source => {
        const { ways, regions } = parseTemplate(source, dialect);
        for (const { jinja } of ways) {
          const changed = [...source].flatMap((_, at) =>
            source[at] === jinja.text[at] ? [] : [at],
          );
          const spans = [...regions, ...jinja.hidden];
          expect(
            changed.filter(
              at => !spans.some(({ start, end }) => start <= at && at < end),
            ),
          ).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('finds each name where its region stands', () => {
    fc.assert(
      fc.property(text, source => {
        for (const { jinja } of parseTemplate(source, dialect).ways) {
          for (const [name, { start, end }] of jinja.names) {
            expect(jinja.text.slice(start, end)).toContain(name);
            expect(source).not.toContain(name);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('finds regions in order, with their delimiters', () => {
    fc.assert(
      fc.property(text, source => {
        let previous = 0;
        for (const { start, end, kind } of findRegions(source)) {
          expect(start).toBeGreaterThanOrEqual(previous);
          expect(source.slice(start, start + 2)).toBe(
            { comment: '{#', statement: '{%', expression: '{{' }[kind],
          );
          previous = end;
        }
      }),
      { numRuns: 300 },
    );
  });
});
