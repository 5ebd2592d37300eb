/** I9 */
export const budgetsHold = {
  id: 'I9',
  sentence:
    'no budget goes below zero, and the code host counts no more requests than the budget allows',
  check: () => ({ notChecked: 'there are no budgets yet' }),
};
