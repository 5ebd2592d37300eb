import type { PullRequestAddress } from '@skein/backstage-plugin-dataset-migrations-node';
import { z } from 'zod';
import { asMergeRequest } from './asProject';
import type { GitlabClient } from './GitlabClient';

/** A note, which is a comment, a place in a review, or what GitLab itself wrote: https://docs.gitlab.com/api/notes/ */
const note = z.object({
  id: z.number(),
  body: z.string(),
  author: z.object({ id: z.number(), username: z.string() }),
  created_at: z.string(),
  updated_at: z.string(),
  system: z.boolean(),
  position: z
    .object({
      new_path: z.string().nullish(),
      old_path: z.string().nullish(),
      new_line: z.number().nullish(),
      old_line: z.number().nullish(),
    })
    .nullish(),
});

export type GitlabNote = z.output<typeof note>;

/** Who gets more than this is heard up to here. */
const MOST_PAGES = 10;

/** Lists the notes below a merge request that were written or changed last, the newest first. */
export async function listNotes(
  client: GitlabClient,
  address: PullRequestAddress,
): Promise<GitlabNote[]> {
  const { items } = await client.list(
    {
      ...asMergeRequest(address, '/notes'),
      query: { order_by: 'updated_at', sort: 'desc' },
    },
    note,
    { mostPages: MOST_PAGES },
  );
  return items;
}
