/** Somewhere that a command may see something, and what it is there. */
export interface Place {
  target: string;
  kind: 'folder' | 'file';
}

/** Where the pod keeps what it tells itself, and what is writable in every sandbox. */
export const ALWAYS_WRITABLE = ['/skein/session', '/tmp', '/home/sandbox'];

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/**
 * The folders of a pod that have to be its own, since its root can only be read: those that hold what a command is given, and those
 * that it may always write to. None lies in another.
 */
export function planFolders(places: Place[]): string[] {
  const wanted = [
    ...ALWAYS_WRITABLE,
    ...places.map(({ target, kind }) =>
      kind === 'folder' ? target : parentOf(target),
    ),
  ];
  return [...new Set(wanted)]
    .filter(
      folder =>
        !wanted.some(other => other !== folder && isWithin(folder, other)),
    )
    .sort();
}
