import type { Git } from './Git';

const DEADLINE_SECONDS = 60;

/** The commits that branches point to on the code host now, in one request; a branch that is not there is absent. */
export async function findRemoteHeads(
  git: Git,
  cloneUrl: string,
  branches: string[],
): Promise<Map<string, string>> {
  const { stdout } = await git.runRemote(
    [
      'ls-remote',
      '--refs',
      '--',
      cloneUrl,
      ...branches.map(branch => `refs/heads/${branch}`),
    ],
    { deadlineSeconds: DEADLINE_SECONDS },
  );
  const heads = new Map<string, string>();
  for (const line of stdout.toString('utf8').split('\n')) {
    const [sha, ref] = line.split('\t');
    const branch = branches.find(name => ref === `refs/heads/${name}`);
    if (branch !== undefined) {
      heads.set(branch, sha);
    }
  }
  return heads;
}
