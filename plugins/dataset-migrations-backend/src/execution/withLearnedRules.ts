import type { MigrationAgent } from '@skein/backstage-plugin-dataset-migrations-node';
import { LearnedRulesAgent } from '../agents/LearnedRulesAgent';
import { REWRITER_ID } from '../agents/RewriterAgent';
import type { LearnedRule } from '../learning/LearnedRule';

interface Chain {
  agents: MigrationAgent[];
  fallback?: MigrationAgent;
}

/** A chain in which learned rules work on what the rewriter leaves, before any model is asked; a chain without it stays as it is. */
export function withLearnedRules(
  chain: Chain,
  options: { rules?: LearnedRule[]; maxFileSizeBytes: number },
): Chain {
  const { rules = [], maxFileSizeBytes } = options;
  const at = chain.agents.findIndex(({ id }) => id === REWRITER_ID);
  return at < 0 || rules.length === 0
    ? chain
    : {
        ...chain,
        agents: [
          ...chain.agents.slice(0, at + 1),
          LearnedRulesAgent.create({ rules, maxFileSizeBytes }),
          ...chain.agents.slice(at + 1),
        ],
      };
}
