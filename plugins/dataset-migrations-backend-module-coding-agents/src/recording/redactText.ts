const MARK = '[redacted]';

/** What looks like a credential, whoever put it into a repository or an answer. */
const CREDENTIALS = [
  /\bsk-[A-Za-z0-9_-]{16,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{16,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bAIza[A-Za-z0-9_-]{20,}/g,
  /\bAKIA[A-Z0-9]{12,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/g,
];

/** Text without the secrets that are named and without what looks like one; it stays JSON when it was. */
export function redactText(text: string, secrets: readonly string[]): string {
  const named = secrets
    .filter(secret => secret !== '')
    .reduce((left, secret) => left.split(secret).join(MARK), text);
  return CREDENTIALS.reduce((left, kind) => left.replace(kind, MARK), named);
}
