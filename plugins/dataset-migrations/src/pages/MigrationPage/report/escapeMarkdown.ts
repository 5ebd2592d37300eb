/** Text of others as it stands, whatever it would mean in Markdown; on one line. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>()#+!|~@&]/g, character => `\\${character}`);
}
