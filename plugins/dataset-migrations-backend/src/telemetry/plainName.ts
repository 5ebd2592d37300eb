const PLAIN = /^[A-Za-z0-9_][A-Za-z0-9_.:/@+-]{0,99}$/;

/** A name that others have given, as an attribute; `other` for one that is no plain word, since it may be hostile. */
export function plainName(name: string): string {
  return PLAIN.test(name) ? name : 'other';
}
