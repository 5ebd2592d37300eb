import type { RewrittenFile } from '@skein/dataset-rewriter';
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';

/** The unified diff of changed files, as `git apply` takes it. */
export function renderPatch(files: readonly RewrittenFile[]): string {
  return files.map(renderFilePatch).join('');
}

function renderFilePatch(file: RewrittenFile): string {
  const { path, newPath = path } = file;
  const patch = structuredPatch(
    `a/${path}`,
    `b/${newPath}`,
    decode(file.before),
    decode(file.after),
    undefined,
    undefined,
    { context: 3, stripTrailingCr: false },
  );
  const header = `diff --git a/${path} b/${newPath}\n`;
  const move =
    newPath === path ? '' : `rename from ${path}\nrename to ${newPath}\n`;
  const changes = patch.hunks.length
    ? formatPatch(patch, FILE_HEADERS_ONLY)
    : '';
  return `${header}${move}${changes}`;
}

/** The byte order mark stays, since it is part of the first line. */
function decode(content: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
}
