/** Ends a message of git's protocol. */
export const FLUSH = Buffer.from('0000');

const LENGTH = 4;

/** One line of git's protocol: its length, and the text. */
export function packetLine(text: string): Buffer {
  const content = Buffer.from(text);
  const length = (content.length + LENGTH).toString(16).padStart(LENGTH, '0');
  return Buffer.concat([Buffer.from(length), content]);
}

/** The texts of a message without line ends; what only divides it is left out. */
export function parsePacketLines(message: Buffer): string[] {
  const lines: string[] = [];
  for (let at = 0; at + LENGTH <= message.length; ) {
    const length = parseInt(
      message.subarray(at, at + LENGTH).toString('latin1'),
      16,
    );
    if (Number.isNaN(length)) {
      break;
    }
    if (length > LENGTH) {
      lines.push(
        message
          .subarray(at + LENGTH, at + length)
          .toString()
          .replace(/\n$/, ''),
      );
    }
    at += Math.max(length, LENGTH);
  }
  return lines;
}
