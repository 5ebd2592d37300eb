/** A text as one word of bash or zsh. */
export function quoteForPosix(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}

/** A text as one word of fish, where a backslash escapes within quotes. */
export function quoteForFish(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
