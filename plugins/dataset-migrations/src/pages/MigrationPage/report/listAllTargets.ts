import type {
  DatasetMigrationsApi,
  Target,
} from '@skein/backstage-plugin-dataset-migrations-common';

const PAGE = 200;
/** More than this no browser should hold for a file. */
const MOST = 20_000;

/** The targets of a migration, page after page; not all of them where there are very many. */
export async function listAllTargets(
  api: Pick<DatasetMigrationsApi, 'listTargets'>,
  migrationId: string,
): Promise<{ targets: Target[]; isCut: boolean }> {
  const targets: Target[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.listTargets({
      migrationId,
      limit: PAGE,
      ...(cursor && { cursor }),
    });
    targets.push(...page.items);
    cursor = page.pageInfo.nextCursor;
  } while (cursor && targets.length < MOST);
  return { targets, isCut: cursor !== undefined };
}
