import { parseEntityRef } from '@backstage/catalog-model';
import { ownersOf, type CodeownersRule } from './codeowners';

/** Names as the code host knows them. */
export interface Reviewers {
  reviewers: string[];
  teamReviewers: string[];
}

export interface ChooseReviewersOptions {
  rules: CodeownersRule[];
  /** The files that the patch changes. */
  paths: string[];
  /** Owner of the repository: teams of another organisation cannot be asked. */
  organisation: string;
}

/** GitHub asks 15 at most, and a pull request of everybody is nobody's. */
const MAX_REVIEWERS = 5;

/** Those who own most of the changed files come first. */
export function chooseReviewers(options: ChooseReviewersOptions): Reviewers {
  const { rules, paths, organisation } = options;
  const fileCounts = new Map<string, number>();
  for (const path of paths) {
    for (const owner of ownersOf(rules, path)) {
      fileCounts.set(owner, (fileCounts.get(owner) ?? 0) + 1);
    }
  }
  const owners = [...fileCounts]
    .sort(
      ([left, leftCount], [right, rightCount]) =>
        rightCount - leftCount || left.localeCompare(right),
    )
    .flatMap(([owner]) => toReviewer(owner, organisation))
    .slice(0, MAX_REVIEWERS);
  return {
    reviewers: owners.flatMap(({ user }) => user ?? []),
    teamReviewers: owners.flatMap(({ team }) => team ?? []),
  };
}

function toReviewer(
  owner: string,
  organisation: string,
): Array<{ user?: string; team?: string }> {
  // an e-mail address says nothing that can be asked for a review
  if (!owner.startsWith('@')) {
    return [];
  }
  const name = owner.slice(1);
  const end = name.lastIndexOf('/');
  if (end < 0) {
    return [{ user: name }];
  }
  const account = name.slice(0, end);
  const team = name.slice(end + 1);
  return account.toLowerCase() === organisation.toLowerCase() ? [{ team }] : [];
}

/** Teams and users of the catalog are taken to bear the same name on the code host, which says so if they do not. */
export function reviewersOfOwner(ownerRef: string | undefined): Reviewers {
  if (ownerRef === undefined) {
    return { reviewers: [], teamReviewers: [] };
  }
  const { kind, name } = parseEntityRef(ownerRef);
  return kind.toLowerCase() === 'user'
    ? { reviewers: [name], teamReviewers: [] }
    : { reviewers: [], teamReviewers: [name] };
}
