/** A run event: the DAG `daily` of the repository `acme/jobs` makes orders per country from the orders. */
export function createEvent(changes: Record<string, unknown> = {}) {
  return {
    eventType: 'COMPLETE',
    eventTime: new Date().toISOString(),
    run: { runId: '0196e3c4-8f6e-7b5a-9d0c-1a2b3c4d5e6f' },
    producer: 'https://github.com/apache/airflow',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json',
    job: createJob({ name: 'daily.countries' }),
    inputs: [
      {
        namespace: 'bigquery',
        name: 'acme-prod.raw.orders_v1',
        facets: {
          schema: {
            fields: [
              { name: 'order_no', type: 'INT64' },
              { name: 'country', type: 'STRING' },
            ],
          },
        },
      },
    ],
    outputs: [
      {
        namespace: 'bigquery',
        name: 'acme-prod.marts.countries',
        facets: {
          columnLineage: {
            fields: {
              country: {
                inputFields: [
                  {
                    namespace: 'bigquery',
                    name: 'acme-prod.raw.orders_v1',
                    field: 'country',
                  },
                ],
              },
            },
          },
          ownership: { owners: [{ name: 'growth', type: 'OWNER' }] },
        },
      },
    ],
    ...changes,
  };
}

/** A job whose code is in a folder of the repository `acme/jobs`. */
export function createJob({
  name,
  folder = 'dags',
  ...facets
}: {
  name: string;
  folder?: string;
  [facet: string]: unknown;
}) {
  return {
    namespace: 'airflow',
    name,
    facets: {
      sourceCodeLocation: {
        type: 'git',
        url: `https://github.com/acme/jobs/blob/3f2a/${folder}/daily.py`,
        repoUrl: 'git@github.com:acme/jobs.git',
        path: `${folder}/daily.py`,
        branch: 'main',
      },
      ...facets,
    },
  };
}
