/** What repeats without an end has one, so that a hostile text of nothing but beginnings is read in a moment. */
const TOKEN_PATTERNS = [
  /gh[pousr]_[A-Za-z0-9]{16,}/g,
  /github_pat_[A-Za-z0-9_]{20,}/g,
  /eyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/g,
  /(Authorization:\s*)\S+(\s+\S+)?/gi,
];

/** Takes out user and password of addresses, what looks like a token, and the secrets that are given. */
export function redactSecrets(text: string, secrets: string[] = []): string {
  let redacted = text;
  for (const secret of secrets) {
    // The scheme of a header (Basic, Bearer) is no secret; the rest of it is.
    for (const part of [secret, secret.split(' ').at(-1)!]) {
      if (part.length >= 6) {
        redacted = redacted.split(part).join('[redacted]');
      }
    }
  }
  for (const pattern of TOKEN_PATTERNS) {
    redacted = redacted.replace(pattern, '[redacted]');
  }
  return redacted.replace(/(https?:\/\/)[^/@\s]+@/g, '$1[redacted]@');
}
