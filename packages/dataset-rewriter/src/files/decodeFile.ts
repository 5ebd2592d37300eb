import { isUtf8 } from 'node:buffer';

/** The text of a file, or why it cannot be read. */
export type DecodedFile = { text: string } | { problem: string };

const MEBIBYTE = 1024 * 1024;

/** Files above this are not analysed, unless the caller says otherwise: such files are data, not code. */
export const LARGEST_FILE_BYTES = MEBIBYTE;

/** Decodes UTF-8; byte order mark and line ends stay, so that encoding gives the same bytes. */
export function decodeFile(
  content: Uint8Array,
  largestBytes = LARGEST_FILE_BYTES,
): DecodedFile {
  if (content.byteLength > largestBytes) {
    return {
      problem: `The file is too large to be analysed: ${toMebibytes(
        content.byteLength,
      )} MiB, and ${toMebibytes(largestBytes)} MiB is the limit.`,
    };
  }
  if (content.includes(0)) {
    return { problem: 'The file is binary.' };
  }
  if (!isUtf8(content)) {
    return { problem: 'The file is not UTF-8. Convert it, and run again.' };
  }
  return {
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(content),
  };
}

function toMebibytes(bytes: number): number {
  return Number((bytes / MEBIBYTE).toFixed(1));
}
