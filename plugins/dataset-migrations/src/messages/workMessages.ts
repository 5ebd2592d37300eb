/** How a migration is worked on. */
export const workMessages = {
  title: 'How it is worked on',
  edit: 'Change…',
  save: 'Save',
  discard: 'Discard',
  none: 'none',
  agents: 'Agents',
  chain: '{{agents}}',
  allChain: 'all that are installed: {{agents}}',
  onlyRewriter:
    'the rewriter alone; what it leaves goes to a person of the team',
  allAgents: 'All agents that are installed, the rewriter first',
  chosenAgents: 'Only these, after the rewriter',
  chosenAgentsHelp:
    'Each works on what the one before has left. With none, what the rewriter leaves goes to people.',
  fallback: 'In place of an agent that cannot work',
  fallbackHelp:
    'Runs when a coding agent fails for reasons of its surroundings, such as a provider that is down.',
  budget: 'Budget for models',
  budgetField: 'Budget for models in dollars',
  budgetHelp: 'At most {{most}}; {{usual}} when it is empty.',
  budgetWrong:
    'An amount such as 12.50, and at most {{most}}; {{usual}} when it is empty.',
  judges: 'Judges',
  noJudges: 'none installed',
  judgesAdvise: '{{judges}}, to advise',
  judgesBlock: '{{judges}}, have to agree',
  judgesField: 'What a veto of a judge comes to',
  judgesUsual: 'It is shown, and nothing waits for it',
  judgesStrict: 'Nothing is proposed against it',
  judgesHelp:
    'Judges read what verifiers let through. They may only object: what they accept proves nothing.',
  judgesWanted: 'An admin wants that judges agree in every migration.',
  onlyBeforeStart: 'Can be changed until the migration starts.',
} as const;
