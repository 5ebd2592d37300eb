import { isUtf8 } from 'node:buffer';

/** The text of a file, or why it cannot be read. */
export type DecodedFile = { text: string } | { problem: string };

/** Files above this are not analysed: such files are data, not code. */
export const LARGEST_FILE_BYTES = 1024 * 1024;

/** Decodes UTF-8; byte order mark and line ends stay, so that encoding gives the same bytes. */
export function decodeFile(content: Uint8Array): DecodedFile {
  if (content.byteLength > LARGEST_FILE_BYTES) {
    const size = (content.byteLength / LARGEST_FILE_BYTES).toFixed(1);
    return {
      problem: `The file is too large to be analysed: ${size} MiB, and 1 MiB is the limit.`,
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
