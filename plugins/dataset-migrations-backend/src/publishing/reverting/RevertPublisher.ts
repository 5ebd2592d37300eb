import { InputError } from '@backstage/errors';
import { revertGeneration } from '../../database/operations/reverts/revertGeneration';
import { crashPoint } from '../../execution/crashPoint';
import type { HoldMirror } from '../../git/mirrors/HeldMirror';
import { commitMessage } from '../commitMessage';
import type { OpenRepository } from '../protocol/BranchProposal';
import { openRepository } from '../protocol/openRepository';
import { proposeBranch } from '../protocol/proposeBranch';
import type { ProposedPatch, RecordPush } from '../Publication';
import type { PublisherOptions } from '../Publisher';
import { pullRequestMarker } from '../pullRequestMarker';
import { renderRevert } from './renderRevert';
import type { Revert, RevertOutcome } from './Revert';
import { revertBranchName } from './revertBranchName';
import { undoPatch, type UndonePatch } from './undoPatch';

/** What was merged, and that can be undone. */
type MergedPatch = Pick<ProposedPatch, 'baseSha' | 'files' | 'endedAt'>;

/** More than this of what stands in the way is not read. */
const MOST_NAMED = 3;

/**
 * Opens pull requests that undo what was merged, by the protocol of all pull requests, see `proposeBranch`: a branch of
 * its own for each revert, and the commit on top of what stands on the default branch today.
 */
export class RevertPublisher {
  static create(options: PublisherOptions): RevertPublisher {
    return new RevertPublisher(options);
  }

  readonly #options: PublisherOptions;

  private constructor(options: PublisherOptions) {
    this.#options = options;
  }

  async publish(
    revert: Revert,
    recordPush: RecordPush,
    signal: AbortSignal,
  ): Promise<RevertOutcome> {
    return await this.#options.workingDirectory.lend(
      'publication',
      async (folder, holdMirror) =>
        await this.#publishIn(
          { folder, holdMirror },
          revert,
          recordPush,
          signal,
        ),
    );
  }

  async #publishIn(
    place: { folder: string; holdMirror: HoldMirror },
    revert: Revert,
    recordPush: RecordPush,
    signal: AbortSignal,
  ): Promise<RevertOutcome> {
    const { pullRequests, codeHosts, appUrl, logger } = this.#options;
    const { patch, repository: address, targetId, number } = revert;
    if (!patch) {
      throw new InputError(
        'What was merged is not on record, so that it cannot be undone; undo it by hand',
      );
    }
    const open = await openRepository({
      ...place,
      codeHosts,
      address,
      signal,
      logger,
    });
    const { trusted, repository } = open;
    const nowSha = await trusted.fetchBranch(repository.defaultBranch);
    const undone = await this.#undo(revert, patch, nowSha, open);
    const marker = pullRequestMarker({
      migrationId: revert.migrationId,
      targetId,
      generation: revertGeneration(number),
    });
    const branch = revertBranchName({
      prefix: pullRequests.branchPrefix,
      migrationName: revert.migrationName,
      targetId,
      generation: revert.generation,
      number,
    });
    const stops = explainStop(undone, repository.defaultBranch);
    if (stops) {
      return (await findStanding({ ...open, revert, branch, marker })) ?? stops;
    }
    const { title, body, message } = renderRevert({
      revert,
      filesChanged: undone.files.length,
      targetUrl: `${appUrl}/dataset-migrations/t/${targetId}`,
      marker,
    });
    const commitSha = await trusted.commitFiles({
      baseSha: nowSha,
      files: undone.files,
      message,
      author: pullRequests.author,
      date: revert.requestedAt,
    });
    crashPoint('afterCommit');
    return await proposeBranch({
      ...open,
      branch,
      marker,
      commitSha,
      baseSha: nowSha,
      paths: undone.files.map(({ path }) => path),
      title,
      body,
      labels: pullRequests.labels,
      ownerRef: revert.ownerRef,
      pushedSha: revert.pushedSha,
      pushedShas: revert.pushedShas,
      recordPush,
      signal,
      logger,
    });
  }

  async #undo(
    { contract, migrationId, targetId }: Revert,
    { baseSha, files, endedAt }: MergedPatch,
    nowSha: string,
    { trusted, repository }: OpenRepository,
  ): Promise<UndonePatch> {
    await trusted.ensureCommit({
      sha: baseSha,
      branch: repository.defaultBranch,
    });
    return await undoPatch({
      trusted,
      paths: files.map(({ path }) => path),
      beforeSha: baseSha,
      patchedSha: await trusted.commitFiles({
        baseSha,
        files,
        message: commitMessage({ contract, migrationId, targetId }),
        author: this.#options.pullRequests.author,
        date: endedAt,
      }),
      nowSha,
    });
  }
}

/** Its pull request, if it was opened before a crash, and the branch has changed since: that one is followed. */
async function findStanding(
  options: OpenRepository & { revert: Revert; branch: string; marker: string },
): Promise<RevertOutcome | undefined> {
  const { codeHost, repository, revert, branch, marker } = options;
  const pushedSha = revert.pushedSha ?? revert.pushedShas[0];
  if (pushedSha === undefined) {
    return undefined;
  }
  const pullRequest = await codeHost.findPullRequest({
    repository: repository.address,
    branch,
  });
  return pullRequest?.body.includes(marker)
    ? {
        kind: 'published',
        repository: repository.address,
        pullRequest,
        pushedSha,
        refusals: [],
      }
    : undefined;
}

function explainStop(
  { files, conflicts }: UndonePatch,
  branch: string,
): RevertOutcome | undefined {
  if (conflicts.length > 0) {
    const others = conflicts.length - MOST_NAMED;
    return {
      kind: 'conflicts',
      reason: `Undoing it would touch what others did since: ${conflicts
        .slice(0, MOST_NAMED)
        .join(', ')}${
        others > 0 ? ` (and ${others} more)` : ''
      }; undo it by hand`,
    };
  }
  return files.length === 0
    ? {
        kind: 'nothingLeft',
        reason: `Nothing of what was merged is left on ${branch}`,
      }
    : undefined;
}
