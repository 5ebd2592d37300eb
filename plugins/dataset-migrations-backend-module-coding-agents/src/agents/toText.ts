/** What an agent gave to a tool, or got from it, as a text: what is no text becomes JSON. */
export function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
}
