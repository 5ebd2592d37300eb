/** Whether a text has what no name has, and what not every database stores. */
export function hasControlCharacters(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
