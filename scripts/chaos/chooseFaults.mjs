import { FAULTS } from './faults/index.mjs';

/** What cannot be played on this machine, each with its reason. */
function listUnplayable({ disk, canSkewClocks }) {
  const unplayable = [];
  if (!disk.canBeFull) {
    unplayable.push({
      kind: 'fillDisk',
      why: 'a disk that can be full is a tmpfs, which only root on Linux may mount',
    });
  }
  if (!canSkewClocks) {
    unplayable.push({
      kind: 'jumpClock',
      why: 'libfaketime is not installed (Debian: apt-get install faketime)',
    });
  }
  return unplayable;
}

/** The faults that were asked for and can be played here, and those that cannot. */
export function chooseFaults(names, world) {
  const unplayable = listUnplayable(world).filter(({ kind }) =>
    names.includes(kind),
  );
  const playable = names.filter(
    name => !unplayable.some(({ kind }) => kind === name),
  );
  return {
    unplayable,
    faults: Object.fromEntries(playable.map(name => [name, FAULTS[name]])),
  };
}
