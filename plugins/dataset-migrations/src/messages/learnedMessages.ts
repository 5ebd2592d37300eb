/** What was learned from agents. */
export const learnedMessages = {
  title: 'Learned from agents',
  text: 'Coding agents did the same in several repositories, and it was merged. What you let be repeated works on what the rewriter leaves, before any model is asked; it is verified like the work of any agent. A number such as ‹1› stands for a word.',
  offered: 'waits for you',
  approved: 'in use',
  declined: 'declined',
  repeats_one: 'repeats {{count, number}} accepted change',
  repeats_other: 'repeats {{count, number}} accepted changes',
  seeOne: 'See one of them',
  approve: 'Repeat it',
  decline: 'Decline',
  stop: 'Stop using it',
} as const;
