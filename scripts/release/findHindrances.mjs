/**
 * What stands in the way of a release.
 * @param options.status what `git status --porcelain` prints
 * @param options.changesets names of files in `.changeset`
 * @param options.repository the field of the root's package.json
 * @param options.versions of all packages that are published
 */
export function findHindrances({ status, changesets, repository, versions }) {
  const hindrances = [];
  if (status.trim() !== '') {
    hindrances.push(`The work tree is not clean:\n${status.trimEnd()}`);
  }
  const pending = changesets.filter(
    name => name.endsWith('.md') && name !== 'README.md',
  );
  if (pending.length > 0) {
    hindrances.push(
      `Changesets are not in a version yet (${pending.join(
        ', ',
      )}): npm run changeset -- version`,
    );
  }
  if (new Set(versions).size > 1) {
    hindrances.push(
      `Packages have different versions: ${[...new Set(versions)].join(', ')}`,
    );
  }
  if (!repository?.url) {
    hindrances.push(
      'package.json of the root has no repository.url, which npm holds provenance against',
    );
  }
  return hindrances;
}
