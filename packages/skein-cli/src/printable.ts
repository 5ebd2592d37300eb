/** Names and code come from a repository that nobody vouches for; they must not steer the terminal. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, character => {
    const code = character.charCodeAt(0).toString(16).padStart(2, '0');
    return `\\x${code}`;
  });
}
