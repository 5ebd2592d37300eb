const BACKEND = 'plugins/dataset-migrations-backend/src';
const ESTATE = 'packages/local-estate/src';

/**
 * Faults that are planted to see whether a run finds them. Each takes one promise away, with everything that would hide it:
 * where one net hangs below another, both have to go. A patch says what the source has to hold, once, so that it fails when the
 * source has moved on.
 */
export const MUTATIONS = [
  {
    name: 'noFence',
    sentence:
      'the fence is no part of a write, and a worker that lost its lease works on',
    expected: ['I3'],
    faults: ['pauseAtPoint'],
    patches: [
      {
        file: `${BACKEND}/database/operations/targets/moveTarget.ts`,
        find: 'query.where({ fence });',
        replace: '',
      },
      {
        file: `${BACKEND}/queue/Heartbeat.ts`,
        find: "() => this.#end('The lease could not be renewed in time'),",
        replace: '() => undefined,',
      },
      {
        file: `${BACKEND}/queue/Heartbeat.ts`,
        find: "this.#end('The lease was lost');",
        replace: '',
      },
    ],
  },
  {
    name: 'noLookup',
    sentence:
      'nobody looks for a pull request before one is opened, and the code host takes a second one',
    expected: ['I1'],
    faults: ['loseAnswers'],
    // what is merged before the second try has nothing left to be opened for
    patienceSeconds: 120,
    patches: [
      {
        file: `${BACKEND}/publishing/protocol/proposeBranch.ts`,
        find: `const pullRequest = await codeHost.findPullRequest({
    repository: repository.address,
    branch,
  });`,
        replace: 'const pullRequest = undefined;',
      },
      {
        file: `${ESTATE}/estate/PullRequests.ts`,
        find: 'this.#assertNoneOpen(repository, headRef, input.base);',
        replace: '',
      },
    ],
  },
  {
    name: 'noExpiry',
    sentence: 'a lease is taken over whether it has run out or not',
    expected: ['I4'],
    faults: ['killReplica'],
    patches: [
      {
        file: `${BACKEND}/database/operations/queue/listExpiredLeases.ts`,
        find: ".where('lease_expires_at', '<=', databaseNow(knex))",
        replace: '',
      },
      {
        file: `${BACKEND}/database/operations/queue/claimPublications.ts`,
        find: ".orWhere('lease_expires_at', '<=', databaseNow(tx)),",
        replace: ".orWhereNotNull('lease_expires_at'),",
      },
    ],
  },
];
