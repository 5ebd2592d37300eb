import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { CodeHosts } from '../codeHosts/CodeHosts';
import { crashPoint } from '../execution/crashPoint';
import type { WorkingDirectory } from '../execution/WorkingDirectory';
import type { HoldMirror } from '../git/mirrors/HeldMirror';
import { inPublicationStep } from '../telemetry/inPublicationStep';
import { branchName } from './branchName';
import { commitMessage } from './commitMessage';
import type { BranchProposal } from './protocol/BranchProposal';
import { openRepository } from './protocol/openRepository';
import { proposeBranch } from './protocol/proposeBranch';
import type {
  Publication,
  PublicationOutcome,
  RecordPush,
} from './Publication';
import { pullRequestBody } from './pullRequestBody';
import { pullRequestMarker } from './pullRequestMarker';
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

/** Turns the patch of an attempt into a pull request, see `proposeBranch`; the same patch gives the same commit. */
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
        await proposeBranch({
          ...(await inPublicationStep('prepare', () =>
            this.#prepare({ folder, holdMirror }, publication, signal),
          )),
          recordPush,
          signal,
        }),
    );
  }

  async #prepare(
    place: Place,
    publication: Publication,
    signal: AbortSignal,
  ): Promise<Omit<BranchProposal, 'recordPush' | 'signal'>> {
    const { pullRequests, appUrl, logger, codeHosts } = this.#options;
    const { patch, contract, targetId, migrationId, generation } = publication;
    if (!patch || patch.files.length === 0) {
      throw new InputError(
        'The attempt left no patch that could be published; retry the target',
      );
    }
    const { baseSha, files } = patch;
    const open = await openRepository({
      ...place,
      codeHosts,
      address: publication.repository,
      signal,
      logger,
    });
    const { trusted, repository } = open;
    await trusted.ensureCommit({
      sha: baseSha,
      branch: repository.defaultBranch,
    });
    const commitSha = await trusted.commitFiles({
      baseSha,
      files,
      message: commitMessage({ contract, migrationId, targetId }),
      author: pullRequests.author,
      date: patch.endedAt,
    });
    crashPoint('afterCommit');
    const marker = pullRequestMarker({ migrationId, targetId, generation });
    return {
      ...open,
      branch: branchName({
        prefix: pullRequests.branchPrefix,
        migrationName: publication.migrationName,
        targetId,
        generation,
      }),
      marker,
      commitSha,
      baseSha,
      paths: files.map(({ path }) => path),
      title: pullRequestTitle(contract),
      body: pullRequestBody({
        ...patch,
        contract,
        contractVersion: publication.contractVersion,
        requiredLevel: publication.requiredLevel,
        deadline: publication.deadline,
        ownerRef: publication.migrationOwnerRef,
        targetId,
        filesUrl: repository.filesUrl ?? `${repository.webUrl}/blob`,
        targetUrl: `${appUrl}/dataset-migrations/t/${targetId}`,
        marker,
      }),
      labels: pullRequests.labels,
      ownerRef: publication.ownerRef,
      pushedSha: publication.pushedSha,
      pushedShas: publication.pushedShas,
      logger,
    };
  }
}
