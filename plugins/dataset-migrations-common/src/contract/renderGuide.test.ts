import { contractDocument } from './__fixtures__/contractDocument';
import { mappingContractSchema } from './MappingContract';
import { renderGuide } from './renderGuide';

function guideOf(
  change: (document: ReturnType<typeof contractDocument>) => void = () => {},
  deadline?: string,
): string {
  const document = contractDocument();
  change(document);
  return renderGuide({
    contract: mappingContractSchema.parse(document),
    deadline,
  });
}

describe('renderGuide', () => {
  it('says why, by when, what changes, what to decide, how, and how to undo it', () => {
    const headings = guideOf()
      .split('\n')
      .filter(line => line.startsWith('#'));

    expect(headings).toEqual([
      '# User activity v1 → v2',
      '## Why',
      '## By when',
      '## resource:default/user-activity-v1 → resource:default/user-activity-v2',
      '## What you have to decide',
      '## How to do it by hand',
      '## How to undo it',
    ]);
  });

  it('shows one example in SQL and one in dbt, with the filter on rows', () => {
    const guide = guideOf();

    expect(guide).toContain(
      [
        'SELECT',
        '  account_id AS user_id,',
        '  UNIX_SECONDS(signed_up_at) AS signup_ts,',
        "  CONCAT(first_name, ' ', last_name) AS full_name",
        'FROM acme-prod.core.user_activity',
        "WHERE region = 'EU'",
      ].join('\n'),
    );
    expect(guide).toContain("FROM {{ ref('user_activity_v1') }}\n```");
    expect(guide).toContain(
      "FROM {{ ref('user_activity') }}\nWHERE region = 'EU'\n```",
    );
  });

  it('lists what a human has to decide, with the guide of the contract', () => {
    const guide = guideOf();

    expect(guide).toContain(
      '- `plan_tier`: Tiers were merged; decide what legacy means for you.\n- `legacy_flag`: Always false since 2023.',
    );
    expect(guide).toContain('<https://docs.acme.example/user-activity-v2>');
    expect(
      guideOf(({ spec }) => spec.datasets[0].fields.splice(3, 2)),
    ).toContain(
      'Nothing: each old column follows from the new ones by a rule.',
    );
  });

  it('names the date when there is one', () => {
    expect(guideOf(() => {}, '15 January 2027')).toContain(
      '## By when\n\n15 January 2027\n',
    );
  });

  it('does not let text of the contract become Markdown or HTML', () => {
    const guide = guideOf(({ spec }) => {
      spec.datasets[0].fields[3].note = '<img src=x>\n# Heading | [a](b)';
    });

    expect(guide).not.toMatch(/[^\\]<img/);
    expect(guide).not.toMatch(/^# Heading/m);
    expect(guide).toContain('\\<img src=x\\> \\# Heading \\| \\[a\\](b)');
  });
});
