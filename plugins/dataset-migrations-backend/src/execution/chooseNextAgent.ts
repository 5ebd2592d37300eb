import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import { REWRITER_ID } from '../agents/RewriterAgent';

/** Kinds of places that another agent may be able to move; the others are for people. */
const AGENT_KINDS: ReadonlySet<Finding['kind']> = new Set([
  'unproved',
  'unsupported',
  'dropped',
]);

/** The part of what was left that a further agent may work on. */
export function residueOf(findings: Finding[]): Finding[] {
  return findings.filter(finding => AGENT_KINDS.has(finding.kind));
}

/** The next agent of the chain: each runs once, and all but the first only when something is left or said for them. */
export function chooseNextAgent<A extends { id: string }>(options: {
  agents: A[];
  ran: string[];
  findings: Finding[];
  /** Whether something was said about what stands, which no rewriter understands. */
  hasFeedback?: boolean;
}): A | undefined {
  const { agents, ran, findings, hasFeedback = false } = options;
  const isUnheard = hasFeedback && ran.every(id => id === REWRITER_ID);
  if (ran.length > 0 && residueOf(findings).length === 0 && !isUnheard) {
    return undefined;
  }
  return agents.find(agent => !ran.includes(agent.id));
}
