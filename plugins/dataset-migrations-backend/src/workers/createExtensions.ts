import { ConflictError } from '@backstage/errors';

/** What modules add through one extension point, each under an id of its own. */
export interface Extensions<T> {
  add(extension: T): void;
  list(): T[];
}

/** Collects extensions; `taken` are the ids of the plugin's own. */
export function createExtensions<T extends { id: string }>(
  what: string,
  taken: string[] = [],
): Extensions<T> {
  const extensions: T[] = [];
  return {
    add(extension) {
      const ids = [...taken, ...extensions.map(each => each.id)];
      if (ids.includes(extension.id)) {
        throw new ConflictError(
          `There is a ${what} with the id '${extension.id}' already; give it an id of its own`,
        );
      }
      extensions.push(extension);
    },
    list: () => [...extensions],
  };
}
