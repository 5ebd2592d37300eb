import type {
  LearnedRule,
  LearnedRuleDecisionRequest,
  LearnedRuleList,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aMigration } from '../../../__testUtils__/records';
import { renderPlugin } from '../../../__testUtils__/renderPlugin';

const migrationId = aMigration().id;
const PATH = `/dataset-migrations/m/${migrationId}?tab=contract`;
const RULE: LearnedRule = {
  id: 'a'.repeat(64),
  state: 'offered',
  extension: '.R',
  replacements: [
    { before: ['‹1›$user_id', '-- a comment'], after: ['‹1›$account_id'] },
    { before: ['++n'], after: [] },
  ],
  targetIds: ['t1', 't2'],
};

async function findPanel() {
  return within(
    await screen.findByRole('region', { name: 'Learned from agents' }),
  );
}

describe('LearnedRulesPanel', () => {
  it('shows what is repeated, and lets its owner approve it and stop it again', async () => {
    const user = userEvent.setup();
    let rule = RULE;
    const decideLearnedRule = jest.fn(
      async ({
        decision,
      }: LearnedRuleDecisionRequest): Promise<LearnedRuleList> => {
        const state = decision === 'approve' ? 'approved' : 'declined';
        rule = { ...RULE, state };
        return { items: [rule] };
      },
    );
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration({ allowed: ['configure'] }),
        listLearnedRules: async () => ({ items: [rule] }),
        decideLearnedRule,
      },
    });

    const panel = await findPanel();
    expect(panel.getByText('repeats 2 accepted changes')).toBeInTheDocument();
    const file = within(panel.getByRole('region', { name: '*.R' }));
    for (const line of ['‹1›$account_id', '-- a comment', '++n']) {
      expect(
        file.getByText(
          (_text, element) =>
            element?.tagName === 'TD' && element.textContent === line,
        ),
      ).toBeInTheDocument();
    }

    await user.click(panel.getByRole('button', { name: 'Repeat it' }));
    expect(await panel.findByText('in use')).toBeInTheDocument();
    await user.click(panel.getByRole('button', { name: 'Stop using it' }));
    expect(await panel.findByText('declined')).toBeInTheDocument();
    expect(decideLearnedRule.mock.calls).toEqual([
      [{ migrationId, ruleId: RULE.id, decision: 'approve' }],
      [{ migrationId, ruleId: RULE.id, decision: 'decline' }],
    ]);
  });

  it('asks for nothing, and shows nothing, where one may not decide', async () => {
    const listLearnedRules = jest.fn();
    renderPlugin({
      path: PATH,
      api: {
        getMigration: async () => aMigration({ allowed: [] }),
        listAgents: async () => ({
          agents: ['rewriter'],
          defaultBudgetDollars: 1,
          judges: [],
          judgeMode: 'advisory',
          mostBudgetDollars: 1,
        }),
        listLearnedRules,
      },
    });
    await screen.findByText(/the rewriter alone/);
    expect(listLearnedRules).not.toHaveBeenCalled();
    expect(screen.queryByText('Learned from agents')).not.toBeInTheDocument();
  });
});
