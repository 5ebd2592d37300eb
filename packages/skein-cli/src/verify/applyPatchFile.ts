import type { SourceFile } from '@skein/dataset-rewriter';
import { applyPatch, parsePatch } from 'diff';
import { UsageError } from '../UsageError';

/** The files of a checkout after a unified diff, as git prints it; nothing is written. */
export function applyPatchFile(
  files: SourceFile[],
  patch: { name: string; text: string },
): SourceFile[] {
  const byPath = new Map(files.map(file => [file.path, file]));
  const refuse = (mend: string) =>
    new UsageError({ field: '--patch', value: patch.name, mend });
  for (const { from, to } of listPureMoves(patch.text)) {
    const source = byPath.get(from);
    if (!source) {
      throw refuse(`moves ${from}, which is not in the checkout`);
    }
    byPath.delete(from);
    byPath.set(to, { path: to, content: source.content });
  }
  for (const change of readPatch(patch.text, refuse)) {
    const from = pathOf(change.oldFileName);
    const to = pathOf(change.newFileName);
    const source = from === undefined ? undefined : byPath.get(from);
    if (from !== undefined && !source) {
      throw refuse(`changes ${from}, which is not in the checkout`);
    }
    const after = applyPatch(source ? decode(source.content) : '', change, {
      autoConvertLineEndings: false,
    });
    if (after === false) {
      throw refuse(
        `does not apply to ${from ?? to}; make it against this checkout`,
      );
    }
    if (from !== undefined) {
      byPath.delete(from);
    }
    if (to !== undefined) {
      byPath.set(to, { path: to, content: new TextEncoder().encode(after) });
    }
  }
  return [...byPath.values()];
}

function readPatch(text: string, refuse: (mend: string) => UsageError) {
  try {
    return parsePatch(text).filter(
      ({ oldFileName, newFileName }) => oldFileName ?? newFileName,
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw refuse(`is not a unified diff (${reason}); make it by git diff`);
  }
}

/** Files that only move: git says so above the place where the changes would stand. */
function listPureMoves(text: string): { from: string; to: string }[] {
  return text.split(/^(?=diff --git )/m).flatMap(part => {
    const from = /^rename from (.+)$/m.exec(part)?.[1];
    const to = /^rename to (.+)$/m.exec(part)?.[1];
    const isPure = !/^@@ /m.test(part);
    return isPure && from !== undefined && to !== undefined
      ? [{ from, to }]
      : [];
  });
}

/** Without the letter that git puts in front. */
function pathOf(name: string | undefined): string | undefined {
  return name === undefined || name === '/dev/null'
    ? undefined
    : name.replace(/^[ab]\//, '');
}

function decode(content: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
}
