import type { PullRequestAddress } from '@skein/backstage-plugin-dataset-migrations-node';
import { z } from 'zod';
import { projectPath } from '../asProject';

/** GitLab gives no more than this of a list. */
const MOST_LISTED = 100;

/** Of the API's reference: https://docs.gitlab.com/api/graphql/reference/#mergerequest */
const FACTS = `
fragment facts on MergeRequest {
  iid webUrl title description state sourceBranch diffHeadSha
  conflicts shouldBeRebased detailedMergeStatus mergedAt closedAt updatedAt
  author { username }
  approvedBy(first: ${MOST_LISTED}) { nodes { username } }
  reviewers(first: ${MOST_LISTED}) { nodes { username mergeRequestInteraction { reviewState } } }
  headPipeline { status path }
}`;

const user = z.object({ username: z.string() });
const usersOf = <T extends z.ZodType>(one: T) =>
  z.object({ nodes: z.array(one.nullable()).nullable() }).nullable();

/** A merge request as `mergeRequestsDocument` asks for it. */
export const mergeRequestNode = z.object({
  iid: z.string().regex(/^\d{1,15}$/),
  webUrl: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  state: z.string(),
  sourceBranch: z.string(),
  /** Null until GitLab has looked at the branch. */
  diffHeadSha: z.string().nullable(),
  conflicts: z.boolean(),
  shouldBeRebased: z.boolean().nullable(),
  detailedMergeStatus: z.string().nullable(),
  mergedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  updatedAt: z.string(),
  author: user.nullable(),
  approvedBy: usersOf(user),
  reviewers: usersOf(
    user.extend({
      mergeRequestInteraction: z
        .object({ reviewState: z.string().nullable() })
        .nullable(),
    }),
  ),
  headPipeline: z
    .object({ status: z.string(), path: z.string().nullable() })
    .nullable(),
});

export type MergeRequestNode = z.output<typeof mergeRequestNode>;

/** What GitLab answers: the merge request at place `i` is under `r<i>`. */
export const mergeRequestsAnswer = z.object({
  data: z
    .object({
      queryComplexity: z
        .object({ score: z.number().nullish(), limit: z.number().nullish() })
        .nullish(),
    })
    .catchall(
      z.object({ mergeRequest: mergeRequestNode.nullable() }).nullable(),
    )
    .nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** Asks for merge requests, and what GitLab takes for it. Nothing is written into the text. */
export function mergeRequestsDocument(addresses: PullRequestAddress[]): {
  query: string;
  variables: Record<string, string>;
} {
  const variables: Record<string, string> = {};
  const declared: string[] = [];
  const asked: string[] = [];
  addresses.forEach(({ repository, number }, index) => {
    variables[`path${index}`] = projectPath(repository);
    variables[`iid${index}`] = String(number);
    declared.push(`$path${index}: ID!, $iid${index}: String!`);
    asked.push(
      `  r${index}: project(fullPath: $path${index}) { mergeRequest(iid: $iid${index}) { ...facts } }`,
    );
  });
  return {
    query: `query mergeRequests(${declared.join(
      ', ',
    )}) {\n  queryComplexity { score limit }\n${asked.join('\n')}\n}${FACTS}`,
    variables,
  };
}
