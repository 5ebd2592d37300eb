import type { CheckoutChange } from '../patchPolicy/CheckoutChange';
import { ConfinedFolder } from './ConfinedFolder';

/** Makes files of a checkout what they were before. */
export async function putBack(
  checkout: string,
  changes: CheckoutChange[],
): Promise<void> {
  const folder = ConfinedFolder.at(checkout);
  // what is to go first, since a link may lie where a folder has to be
  for (const { path } of changes.filter(({ before }) => !before)) {
    await folder.remove(path);
  }
  for (const { path, before } of changes) {
    if (before) {
      await folder.write(path, before.content, before.mode);
    }
  }
}
