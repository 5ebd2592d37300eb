/** What takes a second person. */
export const approvalMessages = {
  needed: 'A second person has to approve',
  neededText:
    'One person alone may begin {{most, number}} targets, and this plan has {{targets, number}}. Ask to start, and somebody else who may start it approves.',
  waits: 'Waits for a second person',
  waitsForYou: 'Waits for you as a second person',
  decide: 'Look and decide',
  since: 'asked',
  startAsked_one: '{{who}} asks to start {{count, number}} target.',
  startAsked_other: '{{who}} asks to start {{count, number}} targets.',
  revertAsked_one: '{{who}} asks to revert {{count, number}} target: {{what}}.',
  revertAsked_other:
    '{{who}} asks to revert {{count, number}} targets: {{what}}.',
  plan: 'It holds for plan {{plan}} of contract version {{version}} only.',
  ownQuestion:
    'You have asked for it yourself, so somebody else who may start it has to approve.',
  mayNot: 'Only who may start the migration can approve.',
  approve: 'Approve',
  withdraw: 'Withdraw',
  approved: 'Approved by {{who}}',
  startApproved: 'It can start now.',
  revertApproved_one: '{{count, number}} target can be reverted now: {{what}}.',
  revertApproved_other:
    '{{count, number}} targets can be reverted now: {{what}}.',
  askToStart: 'Ask to start',
  askToResume: 'Ask to resume',
  askTitle: 'Ask to start for {{targets}} targets?',
  askText:
    'Nothing begins yet: somebody else who may start it has to approve this plan first.',
} as const;
