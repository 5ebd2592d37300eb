import { ScriptError } from '../say.mjs';

/** Whether a registry has this version already; what it says to `npm view`. */
export function isPublished({ code, stdout, stderr }, version) {
  if (code === 0) {
    return stdout.trim() === version;
  }
  if (stderr.includes('E404')) {
    return false;
  }
  throw new ScriptError(`npm cannot say what is published:\n${stderr}`);
}
