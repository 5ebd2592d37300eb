/** Who owns a migration, and who runs it beside the owner. */
export interface Owners {
  ownerRef: string;
  coOwnerRefs: readonly string[];
}

export interface PlanOwnersOptions {
  before: Owners;
  wanted: Owners;
  reason?: string;
}

export interface OwnersPlan {
  /** In order, each once, and without the owner. */
  coOwnerRefs: string[];
  /** What the history says. */
  event: string;
  /** Those who get to do with it what they had nothing to do with before, or more. */
  entrusted: string[];
}

/** What a change of owners comes to; undefined when all stand already as they are wanted. */
export function planOwners(options: PlanOwnersOptions): OwnersPlan | undefined {
  const { before, wanted, reason } = options;
  const coOwnerRefs = [...new Set(wanted.coOwnerRefs)]
    .filter(ref => ref !== wanted.ownerRef)
    .sort();
  const added = coOwnerRefs.filter(ref => !before.coOwnerRefs.includes(ref));
  const removed = before.coOwnerRefs.filter(ref => !coOwnerRefs.includes(ref));
  const isHandedOver = wanted.ownerRef !== before.ownerRef;
  const said = [
    isHandedOver && `Handed over from ${before.ownerRef} to ${wanted.ownerRef}`,
    added.length > 0 && `New co-owners: ${added.join(', ')}`,
    removed.length > 0 && `Co-owners no more: ${removed.join(', ')}`,
  ].filter(part => part !== false);
  if (said.length === 0) {
    return undefined;
  }
  return {
    coOwnerRefs,
    event: [...said, ...(reason ? [reason] : [])].join('. '),
    // whoever had it and stays knows it
    entrusted: [
      ...(isHandedOver ? [wanted.ownerRef] : []),
      ...added.filter(ref => ref !== before.ownerRef),
    ],
  };
}
