import { hashOf, type NodeId, type NodeKind } from './NodeId';

/** What `metadata.name` may hold. */
const MAX_LENGTH = 63;
const HASH_LENGTH = 12;

/** Parts of names that stand as they are. Without a dot, a namespace ends at the first dot of the name. */
const PLAIN_NAMESPACE = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/;
const PLAIN_NAME = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/;
const LOOKS_HASHED = /-[0-9a-f]{12}$/;

/** Namespace of exposures in names; a job's namespace of this name is hashed. */
const EXPOSURE_PREFIX = 'exposure';

/**
 * The name of a node's entity: `namespace.name` where the catalog can hold it and nothing else would get the same, else what
 * fits of it with a hash of the whole. References to entities do not know capital letters, so that names with some are hashed.
 */
export function nameEntity(kind: NodeKind, id: NodeId): string {
  const isExposure = kind === 'exposure';
  const whole = `${isExposure ? `${EXPOSURE_PREFIX}.` : ''}${id.namespace}.${
    id.name
  }`;
  const isPlain =
    PLAIN_NAMESPACE.test(id.namespace) &&
    PLAIN_NAME.test(id.name) &&
    whole.length <= MAX_LENGTH &&
    !LOOKS_HASHED.test(whole) &&
    (isExposure || id.namespace !== EXPOSURE_PREFIX);
  return isPlain ? whole : hashedName(kind, id);
}

function hashedName(kind: NodeKind, id: NodeId): string {
  const hash = hashOf([kind, id.namespace, id.name]).slice(0, HASH_LENGTH);
  const readable = lastParts(
    id.name
      .toLowerCase()
      .replace(/[^a-z0-9_.-]+/g, '-')
      .replace(/[-_]*[.][-_.]*/g, '.'),
    MAX_LENGTH - HASH_LENGTH - 1,
  ).replace(/^[-_.]+|[-_.]+$/g, '');
  return `${readable || kind}-${hash}`;
}

/** Of a path or a long name the end tells most; whole parts of it, if there are any. */
function lastParts(name: string, maxLength: number): string {
  if (name.length <= maxLength) {
    return name;
  }
  const end = name.slice(-maxLength);
  const whole = end.slice(end.indexOf('.') + 1);
  return whole.length > 0 ? whole : end;
}
