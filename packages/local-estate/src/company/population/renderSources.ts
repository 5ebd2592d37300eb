import type { PopulationDataset } from './datasets';
import type { PopulationMember } from './PopulationMember';

/** Texts of a consumer's files by path. */
export type Sources = Record<string, string>;

interface Words {
  table: string;
  key: string;
  time: string;
  measure: string;
  extra: string;
}

/** What a consumer reads: the old dataset, the new one when it has moved, or what another consumer writes. */
function chooseWords(
  member: PopulationMember,
  dataset: PopulationDataset,
): Words {
  if (member.upstream) {
    return {
      table: `acme-prod.marts.${member.upstream.replace('-', '_')}`,
      key: 'customer',
      time: 'day',
      measure: 'total',
      extra: '',
    };
  }
  return member.peculiarity === 'moved'
    ? {
        table: dataset.newTable,
        key: dataset.newKey,
        time: dataset.newTime,
        measure: dataset.measure,
        extra: '',
      }
    : {
        table: dataset.table,
        key: dataset.key,
        time: dataset.time,
        measure: dataset.measure,
        extra:
          member.peculiarity === 'judgement' && dataset.judgement
            ? `, ${dataset.judgement}`
            : '',
      };
}

const VARIANTS: readonly ((words: Words, number: number) => string)[] = [
  ({ table, key, time, measure, extra }, number) =>
    `select ${key}, sum(${measure}) as total${extra}
from \`${table}\`
where date(${time}) >= '2025-01-01'
  and mod(${key}, 100) = ${number % 100}
group by ${key}${extra}
`,
  ({ table, key, time, measure, extra }, number) =>
    `-- Report ${number}, asked for by finance.
with recent as (
  select
    t.${key},
    t.${measure}${extra && `,\n    t${extra.replace(', ', '.')}`}
  from \`${table}\` as t
  where t.${time} is not null
)
select count(distinct ${key}) as customers, max(${measure}) as highest
from recent
`,
  ({ table, key, time, measure, extra }, number) =>
    `SELECT
  DATE(${time}) AS day,
  COUNT(DISTINCT ${key}) AS customers,
  AVG(${measure}) AS average${extra && `,\n  MAX(${extra.slice(2)}) AS tier`}
FROM \`${table}\`
WHERE ${measure} > ${number % 7}
GROUP BY day
ORDER BY day
`,
];

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map(line => `      |${line}`)
    .join('\n');
}

/** The code of a made-up consumer, in its framework and one of several ways to write it. */
export function renderSources(
  member: PopulationMember,
  dataset: PopulationDataset,
): Sources {
  const number = Number(member.name.split('-')[1]);
  const query = VARIANTS[number % VARIANTS.length](
    chooseWords(member, dataset),
    number,
  );
  switch (member.framework) {
    case 'sql':
      return { [`sql/report_${number}.sql`]: query };
    case 'dbt':
      return {
        'dbt_project.yml': `name: project_${number}\nversion: '1.0'\nprofile: acme\n`,
        [`models/report_${number}.sql`]: query,
      };
    default:
      return {
        [`src/main/scala/com/acme/report/Report${number}.scala`]: `package com.acme.report

import com.spotify.scio.bigquery.types.BigQueryType

object Report${number} {
  @BigQueryType.fromQuery(
    """
${indent(query)}
    """.stripMargin
  )
  class Row
}
`,
      };
  }
}
