/** The contract that the generated estate is rewritten by. */
export const ESTATE_CONTRACT = {
  apiVersion: 'skein.dev/v1alpha1',
  kind: 'MappingContract',
  metadata: { name: 'bench' },
  spec: {
    outputs: 'preserve',
    datasets: [
      {
        from: {
          entityRef: 'resource:default/activity-v1',
          names: [
            { platform: 'bigquery', name: 'acme.analytics.user_activity_v1' },
            { platform: 'dbt', ref: 'user_activity_v1' },
          ],
          schema: [
            { name: 'user_id' },
            { name: 'signup_ts' },
            { name: 'country' },
          ],
        },
        to: {
          entityRef: 'resource:default/activity-v2',
          names: [
            { platform: 'bigquery', name: 'acme.core.user_activity' },
            { platform: 'dbt', ref: 'user_activity' },
          ],
          schema: [
            { name: 'account_id' },
            { name: 'signed_up_at' },
            { name: 'country' },
          ],
        },
        fields: [
          { from: 'user_id', to: 'account_id' },
          { from: 'signup_ts', to: 'signed_up_at' },
        ],
      },
    ],
  },
};

/** Old words and new ones, as somebody would give them to sed. */
export const ESTATE_WORDS = [
  ['acme\\.analytics\\.user_activity_v1', 'acme.core.user_activity'],
  ['user_activity_v1', 'user_activity'],
  ['user_id', 'account_id'],
  ['signup_ts', 'signed_up_at'],
];

/** One file in so many reads the dataset; three in ten have its column names. */
const READERS_PER_FILE = 0.03;
const LINES_OF_FILLER = 40;

const OLD = 'acme.analytics.user_activity_v1';
const OTHERS = ['acme.sales.orders', 'acme.web.page_views', 'acme.hr.people'];

const KINDS = [
  { share: 0.4, ending: 'sql', render: renderSql },
  { share: 0.2, ending: 'model.sql', render: renderModel },
  { share: 0.15, ending: 'yml', render: renderYaml },
  { share: 0.15, ending: 'py', render: renderPython },
  { share: 0.05, ending: 'md', render: renderProse },
  { share: 0.05, ending: 'json', render: renderJson },
];

/** The files of an estate of a size, the same each time. */
export function* generateEstate(size) {
  const random = createRandom(size);
  for (let index = 0; index < size; index += 1) {
    const kind = chooseKind(random());
    const reads = random() < READERS_PER_FILE;
    const column = random() < 0.3 ? 'user_id' : 'customer_key';
    const table = OTHERS[Math.floor(random() * OTHERS.length)];
    const options = {
      index,
      table: reads ? OLD : table,
      column: reads ? 'user_id' : column,
    };
    yield {
      path: `team${index % 40}/part${index % 7}/file${index}.${kind.ending}`,
      text: kind.render(options),
    };
  }
}

/** Small and good enough: the same numbers on every machine. */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function chooseKind(number) {
  let left = number;
  return KINDS.find(({ share }) => (left -= share) < 0) ?? KINDS[0];
}

function filler(prefix, index) {
  return Array.from(
    { length: LINES_OF_FILLER },
    (_, line) => `${prefix} line ${line} of what file ${index} is about`,
  ).join('\n');
}

function query({ index, table, column }, from) {
  return `WITH base AS (
  SELECT t.${column}, t.country, p.label AS label_${index}, COUNT(*) AS n
  FROM ${from ?? `\`${table}\``} AS t
  JOIN \`acme.shared.labels\` AS p ON p.${column} = t.${column}
  WHERE t.country IN ('SE', 'DE') AND p.valid_from <= CURRENT_DATE()
  GROUP BY 1, 2, 3
)
SELECT ${column}, country, SUM(n) OVER (PARTITION BY country ORDER BY ${column}) AS running
FROM base
WHERE n > ${index % 100}
ORDER BY ${column}
`;
}

function renderSql(options) {
  return `${filler('--', options.index)}\n${query(options)}`;
}

function renderModel(options) {
  const from =
    options.table === OLD
      ? "{{ ref('user_activity_v1') }}"
      : `{{ ref('model_${options.index % 50}') }}`;
  return `{{ config(materialized='table') }}\n${filler(
    '--',
    options.index,
  )}\n${query(options, from)}`;
}

function renderYaml({ index, table, column }) {
  return `${filler(
    '#',
    index,
  )}\njobs:\n  - name: job_${index}\n    input: ${table}\n    retries: 3\n    description: counts ${
    column === 'user_id' ? 'people' : 'keys'
  }\n`;
}

function renderPython(options) {
  return `"""Job ${
    options.index
  }."""\nfrom google.cloud import bigquery\n\n${filler(
    '#',
    options.index,
  )}\n\nQUERY = """\n${query(
    options,
  )}"""\n\n\ndef run(client: bigquery.Client) -> None:\n    client.query(QUERY).result()\n`;
}

function renderProse({ index, table }) {
  return `# Job ${index}\n\n${filler('', index)}\n\nReads ${table}.\n`;
}

function renderJson({ index, table, column }) {
  return `${JSON.stringify(
    { index, table, column, text: filler('', index) },
    null,
    2,
  )}\n`;
}
