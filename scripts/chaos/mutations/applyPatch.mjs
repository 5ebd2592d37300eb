import { ScriptError } from '../../say.mjs';

/** The source with one change; fails when what is to be changed does not stand there exactly once. */
export function applyPatch(source, { file, find, replace }) {
  const count = source.split(find).length - 1;
  if (count !== 1) {
    throw new ScriptError(
      `${file} holds this ${count} times, and a planted fault needs it once:\n\n${find}\n\nThe source has moved on; change the patch in scripts/chaos/mutations/MUTATIONS.mjs.`,
    );
  }
  return source.replace(find, () => replace);
}
