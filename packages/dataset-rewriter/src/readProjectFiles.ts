import type { TextFile } from './dbt/DbtProjects';
import { decodeFile } from './files/decodeFile';
import type { SourceFile } from './types';

/** The files that tell how the projects of a checkout are made. */
export function readProjectFiles(files: SourceFile[]): TextFile[] {
  return files.flatMap(file => {
    const part = projectPartOf(file);
    const decoded = part === 'text' ? decodeFile(file.content) : { text: '' };
    return part && 'text' in decoded
      ? [{ path: file.path, text: decoded.text }]
      : [];
  });
}

/**
 * What of a file tells how its project is made, although the file itself may not concern the contract: its text, or only
 * that it is there, as a model of dbt is.
 */
export function projectPartOf({
  path,
  content,
}: SourceFile): 'text' | 'path' | undefined {
  if (/\.(?:ya?ml|lkml|lookml|scala|sc|java|kt|groovy|sbt)$/i.test(path)) {
    return 'text';
  }
  if (/\.sql$/i.test(path) && dependsOnProject(content)) {
    return 'text';
  }
  return /\.(?:sql|py|csv)$/i.test(path) ? 'path' : undefined;
}

/** Macros are called from other files, variables are read in other files than they are set in, and a snapshot is not called after its file. */
function dependsOnProject({
  buffer,
  byteOffset,
  byteLength,
}: Uint8Array): boolean {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  return ['macro', 'var(', 'endsnapshot'].some(word => bytes.includes(word));
}
