import { InputError } from '@backstage/errors';
import type { SandboxCommand } from '@skein/backstage-plugin-dataset-migrations-node';
import { stat } from 'node:fs/promises';
import type { ExchangedMount } from '../files/FileExchange';

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Masks below a target, relative to it. */
export function findToHide(masks: string[], target: string): Set<string> {
  return new Set(
    masks
      .filter(mask => mask.startsWith(`${target}/`))
      .map(mask => mask.slice(target.length + 1)),
  );
}

/** What a pod has to be sent of the host: everything but what its image has already. */
export async function planMounts(
  { mounts, masks }: Pick<SandboxCommand, 'mounts' | 'masks'>,
  imagePaths: string[],
): Promise<ExchangedMount[]> {
  const sent = mounts.filter(
    ({ target, access }) =>
      access === 'write' || !imagePaths.some(path => isWithin(target, path)),
  );
  return await Promise.all(
    sent.map(async ({ source, target, access }) => {
      const stats = await stat(source).catch(() => undefined);
      if (!stats) {
        throw new InputError(
          `The sandbox is to show ${source}, which is not there`,
        );
      }
      return {
        source,
        target,
        access,
        kind: stats.isDirectory() ? ('folder' as const) : ('file' as const),
        toHide: findToHide(masks, target),
      };
    }),
  );
}
