import type {
  AgentChoices,
  EvidenceLevel,
  Migration,
  UpdateMigrationRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** The agent that comes first in every chain. */
export const REWRITER = 'rewriter';

/** How a migration is worked on, as the fields of a form hold it. */
export interface WorkSettings {
  level: EvidenceLevel;
  deadline: string;
  /** Whether all agents that are installed may run, also those that come later. */
  allAgents: boolean;
  /** Chosen coding agents. */
  agents: string[];
  /** Empty for none. */
  fallback: string;
  /** In dollars; empty for the default. */
  budget: string;
  /** Whether judges block here where the configuration has them only advise. */
  judgesBlock: boolean;
}

/** What is wrong with a setting. */
export type SettingsProblem = 'budget' | 'deadline';

/** The fields as they stand for a migration. */
export function toWorkSettings(migration: Migration): WorkSettings {
  const { requiredLevel, deadline, agents, fallbackAgent, models } = migration;
  const { judgeMode } = migration;
  return {
    level: requiredLevel,
    deadline: deadline ?? '',
    allAgents: agents === undefined,
    agents: (agents ?? []).filter(agent => agent !== REWRITER),
    fallback: fallbackAgent ?? '',
    budget: models ? String(models.budgetDollars) : '',
    judgesBlock: judgeMode === 'blocking',
  };
}

/** Coding agents of the chain, in the order in which they run. */
export function codingAgents({ agents }: AgentChoices): string[] {
  return agents.filter(agent => agent !== REWRITER);
}

/** What is wrong with the fields, if anything; the deadline is looked at where there is a first day that it may be. */
export function findProblem(
  { budget, deadline }: WorkSettings,
  { mostBudgetDollars }: AgentChoices,
  firstDay?: string,
): SettingsProblem | undefined {
  if (firstDay !== undefined && deadline && deadline < firstDay) {
    return 'deadline';
  }
  const text = budget.trim();
  const isRight =
    text === '' ||
    (/^\d{1,9}(\.\d{1,4})?$/.test(text) && Number(text) <= mostBudgetDollars);
  return isRight ? undefined : 'budget';
}

/** The change that makes a migration be as the fields say; what they do not change is not in it. */
export function toChanges(
  before: WorkSettings,
  after: WorkSettings,
  choices: AgentChoices,
): UpdateMigrationRequest {
  const chain = ({ allAgents, agents }: WorkSettings) =>
    allAgents
      ? null
      : [
          REWRITER,
          ...codingAgents(choices).filter(agent => agents.includes(agent)),
        ];
  const isSame = (one: unknown, other: unknown) =>
    JSON.stringify(one) === JSON.stringify(other);
  const budget = after.budget.trim();
  // the API tells "take it away" (null) from "leave it" (absent)
  return {
    ...(before.level !== after.level && { requiredLevel: after.level }),
    ...(before.deadline !== after.deadline && {
      deadline: after.deadline || null,
    }),
    ...(!isSame(chain(before), chain(after)) && { agents: chain(after) }),
    ...(before.fallback !== after.fallback && {
      fallbackAgent: after.fallback || null,
    }),
    ...(before.budget.trim() !== budget && {
      modelBudgetDollars: budget === '' ? null : Number(budget),
    }),
    ...(before.judgesBlock !== after.judgesBlock && {
      judgeMode: after.judgesBlock ? 'blocking' : null,
    }),
  };
}
