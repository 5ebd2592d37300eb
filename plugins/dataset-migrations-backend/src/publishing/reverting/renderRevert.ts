import { inertText } from '../inertMarkdown';
import { pullRequestTitle } from '../pullRequestTitle';
import type { Revert } from './Revert';

const MAX_REASON_LENGTH = 1000;

export interface RenderedRevert {
  title: string;
  body: string;
  /** Message of the commit. */
  message: string;
}

export interface RenderRevertOptions {
  revert: Revert;
  filesChanged: number;
  /** Page of the target in Backstage. */
  targetUrl: string;
  marker: string;
}

/** What a pull request that undoes another one says. The same input gives the same text. */
export function renderRevert(options: RenderRevertOptions): RenderedRevert {
  const { revert, filesChanged, targetUrl, marker } = options;
  const { pullRequestNumber, targetId, migrationId } = revert;
  const title = `Revert "${pullRequestTitle(revert.contract)}"`;
  const what =
    pullRequestNumber === undefined
      ? 'what was merged before'
      : `what was merged with #${pullRequestNumber}`;
  const body = [
    `This undoes ${what}, in ${
      filesChanged === 1 ? '1 file' : `${filesChanged} files`
    }: this repository reads the old dataset again. What others changed since stays as it is.`,
    `**Why:** ${inertText(revert.reason, MAX_REASON_LENGTH)}`,
    `Asked for by ${inertText(revert.requestedBy)}. Questions: ${inertText(
      revert.migrationOwnerRef,
    )}.`,
    `Merge it, or close it to keep the change. [In Backstage](${targetUrl})`,
    marker,
  ].join('\n\n');
  const message = [
    title,
    '',
    `Skein-Migration: ${migrationId}`,
    `Skein-Target: ${targetId}`,
    `Skein-Revert: ${revert.number}`,
    '',
  ].join('\n');
  return { title, body, message };
}
