import type { CodeHost } from '@skein/backstage-plugin-dataset-migrations-node';
import type { ClaimedEffect } from '../../database/operations/effects/claimEffects';
import { effectMarker } from './effectMarker';

/** Where the pull request of an effect is. */
export function addressOf({ pullRequest }: Pick<ClaimedEffect, 'pullRequest'>) {
  return {
    repository: {
      host: pullRequest.host,
      owner: pullRequest.repository_owner,
      name: pullRequest.repository_name,
    },
    number: pullRequest.number,
  };
}

export interface AddCommentOnceOptions
  extends Pick<ClaimedEffect, 'effect' | 'pullRequest'> {
  codeHost: CodeHost;
  text: string;
}

/** Writes below a pull request what an effect has to say, unless it stands there already. False when the host cannot. */
export async function addCommentOnce(
  options: AddCommentOnceOptions,
): Promise<boolean> {
  const { codeHost, effect, text } = options;
  if (!codeHost.listComments || !codeHost.addComment) {
    return false;
  }
  const address = addressOf(options);
  const marker = effectMarker(effect.id);
  const comments = await codeHost.listComments(address);
  if (!comments.some(({ body }) => body.includes(marker))) {
    await codeHost.addComment({ ...address, body: `${text}\n\n${marker}` });
  }
  return true;
}
