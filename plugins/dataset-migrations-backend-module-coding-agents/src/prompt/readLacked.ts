const LONGEST = 300;

/** What the agent says its prompt lacked, as plain words for people: without anything that a page or a code host would act on. */
export function readLacked(lastMessage: string): string | undefined {
  const said = /^\W*LACKED:\s*(.+)$/m.exec(lastMessage)?.[1];
  const plain = said
    ?.replace(/[^\p{L}\p{N} .,:;'()_/-]/gu, ' ')
    .replace(/\b\w+:\/\/\S*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST);
  return plain && !/^(nothing|none|n\/a)\W*$/i.test(plain) ? plain : undefined;
}
