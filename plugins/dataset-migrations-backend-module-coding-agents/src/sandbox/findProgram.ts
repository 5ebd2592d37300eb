import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where a program is, by the backend's own PATH. */
export async function findProgram(name: string): Promise<string | undefined> {
  const places = isAbsolute(name)
    ? [name]
    : (process.env.PATH ?? '')
        .split(delimiter)
        .filter(isAbsolute)
        .map(folder => join(folder, name));
  for (const place of places) {
    const isProgram = await access(place, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isProgram) {
      return place;
    }
  }
  return undefined;
}
