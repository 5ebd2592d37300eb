/** What a patch may be vetoed for, each with what has to be true. */
export const JUDGE_RULES = {
  onlyContract:
    'Only reads of the old datasets and of their columns have changed, and what these changes force.',
  rightDataset:
    'Every changed reference belonged to an old dataset: a column of the same name of another dataset is as it was.',
  sameMeaning:
    'Filters, join keys, grain, handling of nulls, types and literals mean what they meant, but for what the contract changes.',
  rightMapping:
    'Each old column has become the new column, the expression and the rows that the contract names for it, and no other.',
  sameOutputs:
    'Names of output columns are kept by aliases, unless the contract lets new names flow on.',
  openDecisions:
    'Columns that need a decision or are gone are left as they are and listed, never replaced by a constant or by a guess.',
  noWeakening:
    'No test is disabled or loosened, no threshold lowered, no comment deleted, nothing refactored or formatted.',
  complete:
    'Within the files of the diff no read of an old dataset is left, but for the places that are listed.',
} as const;

export type JudgeRule = keyof typeof JUDGE_RULES;

/** Their names, in the order in which a model is told. */
export const JUDGE_RULE_NAMES = Object.keys(JUDGE_RULES).filter(
  (name): name is JudgeRule => name in JUDGE_RULES,
);
