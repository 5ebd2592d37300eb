import { redactSecrets } from '../git/redactSecrets';
import { CUT_MARK, plainText } from '../verification/plainText';

/** Longer texts are not looked at beyond this: what looks for secrets must not stand still on what an agent repeats. */
const MOST_CHARACTERS_READ = 65_536;

export interface BoundedText {
  text: string;
  /** How many bytes are missing at the end. */
  cutBytes?: number;
}

/**
 * A text of an agent as it may be kept: first without what cannot be seen, since that could divide a secret, then without
 * secrets, and only then cut, since half of a secret would not be found.
 */
export function boundLogText(
  text: string,
  mostBytes: number,
  secrets: string[],
): BoundedText {
  const isRead = text.length <= MOST_CHARACTERS_READ;
  const read = isRead
    ? text
    : // a word that goes on beyond may be a secret
      text.slice(0, endOfWords(text, MOST_CHARACTERS_READ));
  const redacted = redactSecrets(plainText(read, Infinity), secrets);
  const kept = plainText(redacted, mostBytes);
  const unread = Buffer.byteLength(text.slice(read.length));
  if (kept === redacted) {
    return isRead ? { text: kept } : { text: kept, cutBytes: unread };
  }
  const shown = Buffer.byteLength(kept) - Buffer.byteLength(CUT_MARK);
  return {
    text: kept,
    cutBytes: Buffer.byteLength(redacted) - shown + unread,
  };
}

/** The last place before `end` that is not within a word. */
function endOfWords(text: string, end: number): number {
  let place = end;
  while (place > 0 && /\S/.test(text[place - 1])) {
    place -= 1;
  }
  return place;
}
