/**
 * Why somebody cannot be the second person, as far as that does not depend on a permission; nothing when they can.
 * A program is nobody: whoever holds its token could approve what they have asked for themselves.
 */
export function whyNotApprove(
  requestedBy: string,
  userRef: string | undefined,
): string | undefined {
  if (userRef === undefined) {
    return 'a program cannot approve; have a person do it who may start the migration';
  }
  return userRef === requestedBy
    ? `you have asked for it yourself, as '${requestedBy}'; have somebody else approve it who may start the migration`
    : undefined;
}
