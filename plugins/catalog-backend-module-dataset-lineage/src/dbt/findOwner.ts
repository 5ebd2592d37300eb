import type {
  Exposure,
  Group,
  RelationNode,
  SourceNode,
} from './manifestSchema';

/** Who owns a resource as its project says it: in meta, by its group, or for an exposure with a name. */
export function findOwner(
  node: RelationNode | SourceNode | Exposure,
  groups: Group[],
): string | undefined {
  for (const meta of [node.meta, node.config?.meta]) {
    const owner = meta?.owner;
    if (typeof owner === 'string' && owner) {
      return owner;
    }
  }
  const written =
    'owner' in node ? node.owner : groups.find(isGroupOf(node))?.owner;
  const [email] = [written?.email ?? []].flat();
  return written?.name ?? email;
}

function isGroupOf(node: RelationNode | SourceNode | Exposure) {
  const name = ('group' in node ? node.group : undefined) ?? node.config?.group;
  return (group: Group) =>
    name !== undefined && (group.name === name || group.unique_id === name);
}
