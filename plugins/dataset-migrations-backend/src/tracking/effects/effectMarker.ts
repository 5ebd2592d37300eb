/** A comment that nobody sees, by which what an effect wrote is found again after a crash. */
export function effectMarker(effectId: string): string {
  return `<!-- skein-effect:${effectId} -->`;
}

/** Whether Skein wrote it, as far as the text tells. */
export function isOwnComment(body: string): boolean {
  return body.includes('<!-- skein-effect:');
}
