import assert from 'node:assert/strict';
import { it } from 'node:test';
import { countJudgementFields } from './countJudgementFields.mjs';

const BEFORE = 'select\n  t.user_id,\n  t.plan_tier\nfrom old as t\n';
const GUIDE = '  -- skein: decide plan_tier: Tiers were merged.\n';

it('sees a judgement field that is gone, and not the comment that asks for a decision', () => {
  const asked = BEFORE.replace('  t.plan', `${GUIDE}  t.plan`);

  assert.equal(countJudgementFields(BEFORE), 1);
  assert.equal(countJudgementFields(asked), 1);
  assert.equal(countJudgementFields(asked.replace('t.plan_tier', 't.plan')), 0);
});
