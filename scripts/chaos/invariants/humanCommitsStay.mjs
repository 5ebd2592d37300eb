/** Promise 4 of the design. */
export const humanCommitsStay = {
  id: 'P4',
  sentence:
    'a commit that a person pushed onto a branch of Skein is never lost',
  check({ humanCommits }) {
    return {
      checked: `${humanCommits.length} commits`,
      violations: humanCommits
        .filter(({ isKept }) => !isKept)
        .map(
          ({ repository, branch, sha }) =>
            `${sha} is no longer on ${branch} of ${repository}`,
        ),
    };
  },
};
