import { contractDocument } from './__fixtures__/contractDocument';
import { explainContract, explainField } from './explainContract';
import { mappingContractSchema } from './MappingContract';

describe('explainContract', () => {
  it('says each part of a contract in one sentence', () => {
    const contract = mappingContractSchema.parse(contractDocument());

    expect(explainContract(contract)).toEqual([
      'resource:default/user-activity-v1 is replaced by resource:default/user-activity-v2.',
      'acme-prod.analytics.user_activity_v1 becomes acme-prod.core.user_activity (bigquery).',
      "ref('user_activity_v1') becomes ref('user_activity') (dbt).",
      "source('analytics', 'user_activity_v1') becomes source('core', 'user_activity') (dbt).",
      'user_id is now called account_id; its values are the same.',
      'signup_ts follows from signed_up_at: UNIX_SECONDS(signed_up_at).',
      "full_name follows from first_name and last_name: CONCAT(first_name, ' ', last_name).",
      'plan_tier needs a decision by each team, so code that reads it is left as it is; the nearest new column is plan. Tiers were merged; decide what legacy means for you.',
      'legacy_flag is gone and nothing replaces it: queries that read it are left as they are, and listed. Always false since 2023.',
      'region is new.',
      'country stays as it is.',
      "resource:default/user-activity-v2 holds more rows; every read keeps only those where region = 'EU'.",
      "Each consumer's own output names stay as they are, so consumers can move in any order.",
      'Whoever has to decide finds help at https://docs.acme.example/user-activity-v2.',
    ]);
  });

  it('warns that names flow on when outputs are propagated', () => {
    const document = contractDocument();
    document.spec.outputs = 'propagate';

    const sentences = explainContract(mappingContractSchema.parse(document));

    expect(sentences).toContain(
      "New column names flow on through each consumer's own outputs, so whoever reads a consumer sees them too.",
    );
  });

  it('ends a note as a sentence, and names what stands for a dropped column', () => {
    expect(
      explainField({
        from: 'legacy_flag',
        change: 'dropped',
        default: 'FALSE',
        note: 'Always false',
      }),
    ).toBe('legacy_flag is gone; FALSE stands in its place. Always false.');
  });
});
