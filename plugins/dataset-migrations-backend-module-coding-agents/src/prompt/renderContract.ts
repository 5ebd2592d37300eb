import {
  explainContract,
  type MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** What a contract says, for a model: sentences, and tables of what has to be exact. */
export function renderContract(contract: MappingContract): string[] {
  return [
    ...explainContract(contract).map(sentence => `- ${sentence}`),
    ...renderExpressions(contract),
    ...renderRows(contract),
  ];
}

function renderExpressions({ spec }: MappingContract): string[] {
  const rows = spec.datasets.flatMap(({ fields }) =>
    fields.flatMap(({ from, to, expression }) =>
      from !== undefined && to !== undefined
        ? [
            `| ${from} | ${[to].flat().join(', ')} | ${
              expression ?? `{${[to].flat()[0]}}`
            } |`,
          ]
        : [],
    ),
  );
  return rows.length > 0
    ? [
        '',
        'The value of an old column in terms of new ones; braces mark a new column:',
        '',
        '| old column | new columns | old value |',
        '| --- | --- | --- |',
        ...rows,
      ]
    : [];
}

function renderRows({ spec }: MappingContract): string[] {
  return spec.datasets.flatMap(({ to, rows }) =>
    rows
      ? [
          '',
          `${to.entityRef} holds more rows than the old dataset: each read of it keeps only rows with \`${rows.where}\`.`,
        ]
      : [],
  );
}
