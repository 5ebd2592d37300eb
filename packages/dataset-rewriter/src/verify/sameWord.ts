/** Whether two words are the same but for their case. */
export function sameWord(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** A word without the quotation marks around it. */
export function bareWord(text: string): string {
  return text.replace(/^["`]|["`]$/g, '');
}
