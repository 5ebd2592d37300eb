import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type {
  CodeHost,
  CodeHostRepository,
  ObservedPullRequest,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { join } from 'node:path';
import type { CodeHosts } from '../codeHosts/CodeHosts';
import { crashPoint } from '../execution/crashPoint';
import type { WorkingDirectory } from '../execution/WorkingDirectory';
import type { HoldMirror } from '../git/mirrors/HeldMirror';
import { TrustedRepository } from '../git/TrustedRepository';
import { branchName } from './branchName';
import {
  chooseReviewers,
  reviewersOfOwner,
  type Reviewers,
} from './chooseReviewers';
import { CODEOWNERS_PATHS, parseCodeowners } from './codeowners';
import { commitMessage } from './commitMessage';
import { listOutdatedFiles } from './listOutdatedFiles';
import { planPublication, type PublicationStep } from './planPublication';
import type {
  ProposedPatch,
  Publication,
  PublicationOutcome,
  RecordPush,
} from './Publication';
import { pullRequestBody } from './pullRequestBody';
import { keepHumanText, pullRequestMarker } from './pullRequestMarker';
import { pullRequestTitle } from './pullRequestTitle';

export interface PublisherOptions {
  codeHosts: CodeHosts;
  pullRequests: {
    branchPrefix: string;
    labels: string[];
    author: { name: string; email: string };
  };
  workingDirectory: WorkingDirectory;
  /** Address of the Backstage app. */
  appUrl: string;
  logger: LoggerService;
}

/** Where one publication works. */
interface Place {
  folder: string;
  holdMirror: HoldMirror;
}

/** All that the steps of one publication need. */
interface Workshop {
  codeHost: CodeHost;
  repository: CodeHostRepository;
  trusted: TrustedRepository;
  publication: Publication;
  patch: ProposedPatch;
  branch: string;
  marker: string;
  commitSha: string;
  recordPush: RecordPush;
  signal: AbortSignal;
}

/** What was found on the code host, and what the steps make of it. */
interface Found {
  pullRequest?: ObservedPullRequest;
  /** Whether the branch is at the commit of this patch once the steps are done; people may have gone on from it. */
  atCommit: boolean;
}

/** How often facts are gathered anew because somebody else was faster. */
const MAX_ROUNDS = 3;

/**
 * Turns a patch into a pull request. It may die at any point and be run again, also by two replicas at once:
 * the branch and the commit are always the same ones, the branch is set only if it is where it was seen,
 * and a pull request that stands already is adopted.
 */
export class Publisher {
  static create(options: PublisherOptions): Publisher {
    return new Publisher(options);
  }

  readonly #options: PublisherOptions;

  private constructor(options: PublisherOptions) {
    this.#options = options;
  }

  async publish(
    publication: Publication,
    recordPush: RecordPush,
    signal: AbortSignal,
  ): Promise<PublicationOutcome> {
    return await this.#options.workingDirectory.lend(
      'publication',
      async (folder, holdMirror) =>
        await this.#publishIn({
          ...(await this.#open({ folder, holdMirror }, publication, signal)),
          recordPush,
        }),
    );
  }

  async #publishIn(workshop: Workshop): Promise<PublicationOutcome> {
    const { signal } = workshop;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      signal.throwIfAborted();
      const outcome = await this.#publishOnce(workshop);
      if (outcome !== 'stale') {
        return outcome;
      }
    }
    throw new ConflictError(
      `The branch ${workshop.branch} or its pull request changes all the time; it is tried again later`,
    );
  }

  async #open(
    { folder, holdMirror }: Place,
    publication: Publication,
    signal: AbortSignal,
  ): Promise<Omit<Workshop, 'recordPush'>> {
    const { pullRequests, logger, codeHosts } = this.#options;
    const { patch, targetId, migrationId, generation } = publication;
    if (!patch || patch.files.length === 0) {
      throw new InputError(
        'The attempt left no patch that could be published; retry the target',
      );
    }
    const codeHost = codeHosts.forHost(publication.repository.host);
    const repository = await codeHost.getRepository(publication.repository);
    if (repository.archived) {
      const { owner, name } = repository.address;
      throw new NotAllowedError(
        `${owner}/${name} is archived and takes no pull requests; unarchive it, or take it out of the migration`,
      );
    }
    const { authorization } = await codeHost.getGitCredentials(
      repository.address,
    );
    const trusted = await TrustedRepository.open({
      directory: join(folder, 'trusted.git'),
      mirror: await holdMirror(repository.cloneUrl),
      cloneUrl: repository.cloneUrl,
      authorization,
      signal,
      logger,
    });
    await trusted.ensureCommit({
      sha: patch.baseSha,
      branch: repository.defaultBranch,
    });
    const commitSha = await trusted.commitFiles({
      baseSha: patch.baseSha,
      files: patch.files,
      message: commitMessage({
        contract: publication.contract,
        migrationId,
        targetId,
      }),
      author: pullRequests.author,
      date: patch.endedAt,
    });
    crashPoint('afterCommit');
    return {
      codeHost,
      repository,
      trusted,
      publication,
      patch,
      branch: branchName({
        prefix: pullRequests.branchPrefix,
        migrationName: publication.migrationName,
        targetId,
        generation,
      }),
      marker: pullRequestMarker({ migrationId, targetId, generation }),
      commitSha,
      signal,
    };
  }

  async #publishOnce(
    workshop: Workshop,
  ): Promise<PublicationOutcome | 'stale'> {
    const { codeHost, repository, trusted, branch, marker } = workshop;
    const found = await codeHost.findPullRequest({
      repository: repository.address,
      branch,
    });
    const heads = await trusted.remoteHeads([branch, repository.defaultBranch]);
    const branchHead = heads.get(branch);
    const steps = planPublication({
      commitSha: workshop.commitSha,
      pushedShas: workshop.publication.pushedShas,
      branchHead,
      pullRequest: found && {
        state: found.state,
        marked: found.body.includes(marker),
      },
    });
    if (
      steps.some(({ kind }) => kind === 'push') &&
      heads.get(repository.defaultBranch) !== workshop.patch.baseSha
    ) {
      const outdated = await listOutdatedFiles(workshop);
      if (outdated.length > 0) {
        return {
          kind: 'outdated',
          reason: `${outdated[0]} changed on ${repository.defaultBranch} since the patch was made; it is made anew`,
          isOpen: found !== undefined,
        };
      }
    }
    const pushes = steps.some(({ kind }) => kind === 'push');
    return await this.#take(
      steps,
      {
        pullRequest: found,
        atCommit: pushes || branchHead === workshop.commitSha,
      },
      workshop,
    );
  }

  async #take(
    steps: PublicationStep[],
    found: Found,
    workshop: Workshop,
  ): Promise<PublicationOutcome | 'stale'> {
    const { trusted, branch, commitSha, recordPush, signal } = workshop;
    for (const step of steps) {
      signal.throwIfAborted();
      switch (step.kind) {
        case 'handOver':
          return describeHandOver(step.because, branch);
        case 'push':
          if (!(await recordPush(commitSha))) {
            throw new ConflictError(
              `The publication of ${branch} was taken over by another worker`,
            );
          }
          if (
            (await trusted.push({
              branch,
              sha: commitSha,
              expected: step.expected,
            })) === 'stale'
          ) {
            return 'stale';
          }
          crashPoint('afterPush');
          break;
        case 'openPullRequest':
          return await this.#openPullRequest(workshop);
        default:
          return await this.#adopt(found, workshop);
      }
    }
    throw new Error(`No step ends the publication of ${branch}`);
  }

  async #openPullRequest(
    workshop: Workshop,
  ): Promise<PublicationOutcome | 'stale'> {
    const { codeHost, repository, branch } = workshop;
    let opened: ObservedPullRequest;
    try {
      opened = await codeHost.openPullRequest({
        repository: repository.address,
        branch,
        base: repository.defaultBranch,
        title: pullRequestTitle(workshop.publication.contract),
        body: this.#renderBody(workshop),
      });
    } catch (error) {
      if (error instanceof Error && error.name === 'ConflictError') {
        // somebody was faster, perhaps we ourselves before a crash: what stands there is looked at like anything found
        return 'stale';
      }
      throw error;
    }
    crashPoint('afterPullRequest');
    return await this.#dress({ pullRequest: opened, atCommit: true }, workshop);
  }

  async #adopt(found: Found, workshop: Workshop): Promise<PublicationOutcome> {
    const { publication } = workshop;
    const pullRequest = found.pullRequest!;
    this.#options.logger.info(
      `Adopted the pull request ${pullRequest.url} of target ${publication.targetId}`,
    );
    if (pullRequest.state !== 'open') {
      return toPublished(pullRequest, [], found, workshop);
    }
    if (found.atCommit) {
      await this.#refresh(pullRequest, workshop);
    }
    return await this.#dress(found, workshop);
  }

  /** Lets title and body speak of the patch that is on the branch, also where a crash came between the two. */
  async #refresh(
    standing: ObservedPullRequest,
    workshop: Workshop,
  ): Promise<void> {
    const { codeHost, repository, publication, marker } = workshop;
    const title = pullRequestTitle(publication.contract);
    const body = keepHumanText({
      rendered: this.#renderBody(workshop),
      standing: standing.body,
      marker,
    });
    if (title !== standing.title || body !== standing.body) {
      await codeHost.updatePullRequest({
        repository: repository.address,
        number: standing.number,
        title,
        body,
      });
    }
  }

  /** Asks the code owners of the changed files; only where that leads to nobody, the owner in the catalog. */
  async #dress(found: Found, workshop: Workshop): Promise<PublicationOutcome> {
    const { codeHost, repository, publication } = workshop;
    const { number } = found.pullRequest!;
    const address = { repository: repository.address, number };
    const refusals = await codeHost.dressPullRequest({
      ...address,
      labels: this.#options.pullRequests.labels,
      ...(await readCodeOwners(workshop)),
    });
    let pullRequest = await codeHost.getPullRequest(address);
    const owner = reviewersOfOwner(publication.ownerRef);
    if (
      pullRequest.reviews.length === 0 &&
      owner.reviewers.length + owner.teamReviewers.length > 0
    ) {
      refusals.push(
        ...(await codeHost.dressPullRequest({
          ...address,
          labels: [],
          ...owner,
        })),
      );
      pullRequest = await codeHost.getPullRequest(address);
    }
    return toPublished(pullRequest, refusals, found, workshop);
  }

  #renderBody({ publication, patch, repository, marker }: Workshop): string {
    const { targetId, contract, contractVersion } = publication;
    return pullRequestBody({
      ...patch,
      contract,
      contractVersion,
      requiredLevel: publication.requiredLevel,
      deadline: publication.deadline,
      ownerRef: publication.migrationOwnerRef,
      targetId,
      repositoryUrl: repository.webUrl,
      targetUrl: `${this.#options.appUrl}/dataset-migrations/t/${targetId}`,
      marker,
    });
  }
}

async function readCodeOwners(workshop: Workshop): Promise<Reviewers> {
  const { trusted, patch, repository } = workshop;
  for (const path of CODEOWNERS_PATHS) {
    const content = await trusted.readFile(patch.baseSha, path);
    if (content) {
      return chooseReviewers({
        rules: parseCodeowners(Buffer.from(content).toString('utf8')),
        paths: patch.files.map(file => file.path),
        organisation: repository.address.owner,
      });
    }
  }
  return { reviewers: [], teamReviewers: [] };
}

function toPublished(
  pullRequest: ObservedPullRequest,
  refusals: string[],
  { atCommit }: Found,
  { repository, commitSha, publication }: Workshop,
): PublicationOutcome {
  return {
    kind: 'published',
    repository: repository.address,
    pullRequest,
    pushedSha: atCommit ? commitSha : publication.pushedSha ?? commitSha,
    refusals,
  };
}

function describeHandOver(
  because: 'humanCommits' | 'foreignPullRequest',
  branch: string,
): PublicationOutcome {
  return {
    kind: 'handedOver',
    because,
    reason:
      because === 'humanCommits'
        ? `Somebody pushed to the branch ${branch}, and Skein never overwrites that; open a pull request from it, or delete it and retry`
        : `There is a pull request from the branch ${branch} that Skein did not open; close it and delete the branch to have one opened, or finish it by hand`,
  };
}
