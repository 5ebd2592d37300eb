/** Cuts a text into two parts, as streams do. */
export function splitText(text: string): string[] {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)].filter(part => part);
}
