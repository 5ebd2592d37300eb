/** The address if it may be opened: http or https only, since it comes from a repository or a code host. */
export function safeHref(address: string | undefined): string | undefined {
  if (!address) {
    return undefined;
  }
  try {
    const { protocol, href } = new URL(address);
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    // Not an address at all; it is shown as text.
    return undefined;
  }
}
