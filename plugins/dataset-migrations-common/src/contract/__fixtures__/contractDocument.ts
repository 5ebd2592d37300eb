/** A contract as it is written, before anything has read it; loose, so that tests can spoil it. */
export interface ContractDocument {
  [key: string]: unknown;
  spec: {
    [key: string]: unknown;
    datasets: MoveDocument[];
  };
}

export interface MoveDocument {
  [key: string]: unknown;
  from: SideDocument;
  to: SideDocument;
  fields: Record<string, unknown>[];
}

interface SideDocument {
  [key: string]: unknown;
  names: unknown;
  schema?: { name: string; type?: string }[];
}

/** A valid contract with one field of each kind. */
export function contractDocument(): ContractDocument {
  return {
    apiVersion: 'skein.dev/v1alpha1',
    kind: 'MappingContract',
    metadata: { name: 'user-activity-v2', title: 'User activity v1 → v2' },
    spec: {
      guide: 'https://docs.acme.example/user-activity-v2',
      outputs: 'preserve',
      datasets: [
        {
          from: {
            entityRef: 'resource:default/user-activity-v1',
            names: [
              {
                platform: 'bigquery',
                name: 'acme-prod.analytics.user_activity_v1',
              },
              { platform: 'dbt', ref: 'user_activity_v1' },
              { platform: 'dbt', source: 'analytics.user_activity_v1' },
            ],
            schema: [
              { name: 'user_id', type: 'INT64' },
              { name: 'signup_ts', type: 'INT64' },
              { name: 'full_name', type: 'STRING' },
              { name: 'plan_tier', type: 'STRING' },
              { name: 'legacy_flag', type: 'BOOL' },
              { name: 'country', type: 'STRING' },
            ],
          },
          to: {
            entityRef: 'resource:default/user-activity-v2',
            names: [
              { platform: 'bigquery', name: 'acme-prod.core.user_activity' },
              { platform: 'dbt', ref: 'user_activity' },
              { platform: 'dbt', source: 'core.user_activity' },
            ],
            schema: [
              { name: 'account_id', type: 'STRING' },
              { name: 'signed_up_at', type: 'TIMESTAMP' },
              { name: 'first_name', type: 'STRING' },
              { name: 'last_name', type: 'STRING' },
              { name: 'plan', type: 'STRING' },
              { name: 'country', type: 'STRING' },
              { name: 'region', type: 'STRING' },
            ],
          },
          fields: [
            { from: 'user_id', to: 'account_id' },
            {
              from: 'signup_ts',
              to: 'signed_up_at',
              expression: 'UNIX_SECONDS({signed_up_at})',
            },
            {
              from: 'full_name',
              to: ['first_name', 'last_name'],
              expression: "CONCAT({first_name}, ' ', {last_name})",
            },
            {
              from: 'plan_tier',
              to: 'plan',
              change: 'judgement',
              note: 'Tiers were merged; decide what legacy means for you.',
            },
            {
              from: 'legacy_flag',
              change: 'dropped',
              note: 'Always false since 2023.',
            },
            { to: 'region', change: 'added' },
          ],
          rows: { where: "region = 'EU'" },
        },
      ],
    },
  };
}
