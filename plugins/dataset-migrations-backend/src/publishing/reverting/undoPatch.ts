import type { StoredFile } from '../../database/tables';
import type { TrustedRepository } from '../../git/TrustedRepository';
import type { TreeEntry } from '../../git/treeEntries';
import { modeAfterUndo, planUndo, type UndoFacts } from './planUndo';

export interface UndoPatchOptions {
  trusted: TrustedRepository;
  /** The files that the patch changed. */
  paths: readonly string[];
  /** The commit that the patch was made on. */
  beforeSha: string;
  /** The same with the patch. */
  patchedSha: string;
  /** The newest commit of the default branch. */
  nowSha: string;
}

export interface UndonePatch {
  /** What has to change on top of today's commit. */
  files: StoredFile[];
  /** Why it cannot be undone, a sentence for each file that stands in the way. */
  conflicts: string[];
}

/** What undoes a patch on what stands on the default branch today, leaving alone what others did since. */
export async function undoPatch(
  options: UndoPatchOptions,
): Promise<UndonePatch> {
  const { trusted, paths, beforeSha, patchedSha, nowSha } = options;
  const before = await versionsOf(trusted, beforeSha);
  const patched = await versionsOf(trusted, patchedSha);
  const now = await versionsOf(trusted, nowSha);
  const files: StoredFile[] = [];
  const conflicts: string[] = [];
  for (const path of paths) {
    const facts: UndoFacts = {
      path,
      before: before.get(path),
      patched: patched.get(path),
      now: now.get(path),
    };
    const step = planUndo(facts);
    switch (step.kind) {
      case 'conflict':
        conflicts.push(step.reason);
        break;
      case 'restore':
        files.push(
          toFile(
            path,
            modeOf(facts.before),
            await readFile(trusted, beforeSha, path),
          ),
        );
        break;
      case 'remove':
        files.push({ path, mode: '100644', content: null });
        break;
      case 'merge': {
        const merged = await mergeFile(options, facts);
        if (merged === undefined) {
          conflicts.push(`${path} was changed in the same places since`);
        } else if (merged !== 'same') {
          files.push(merged);
        }
        break;
      }
      default:
        break;
    }
  }
  return { files, conflicts };
}

async function versionsOf(
  trusted: TrustedRepository,
  sha: string,
): Promise<Map<string, TreeEntry>> {
  const entries = await trusted.listFiles(sha);
  return new Map(entries.map(entry => [entry.path, entry]));
}

/** Undefined for a conflict; `same` when nothing of the patch is left in the file. */
async function mergeFile(
  { trusted, beforeSha, patchedSha, nowSha }: UndoPatchOptions,
  { path, before, patched, now }: UndoFacts,
): Promise<StoredFile | 'same' | undefined> {
  if (!before || !patched || !now) {
    return undefined;
  }
  const current = await readFile(trusted, nowSha, path);
  const merged = await trusted.mergeContents({
    base: await readFile(trusted, patchedSha, path),
    current,
    other: await readFile(trusted, beforeSha, path),
  });
  if (merged === undefined) {
    return undefined;
  }
  const mode = modeAfterUndo({ before, patched, now });
  return mode === now.mode && Buffer.compare(merged, current) === 0
    ? 'same'
    : toFile(path, mode, merged);
}

async function readFile(
  trusted: TrustedRepository,
  sha: string,
  path: string,
): Promise<Uint8Array> {
  const content = await trusted.readFile(sha, path);
  if (content === undefined) {
    throw new Error(`${path} of ${sha} cannot be read; it may be too large`);
  }
  return content;
}

function modeOf(version: { mode: string } | undefined): string {
  return version?.mode ?? '100644';
}

function toFile(path: string, mode: string, content: Uint8Array): StoredFile {
  return {
    path,
    mode: mode === '100755' ? '100755' : '100644',
    content: Buffer.from(content).toString('base64'),
  };
}
