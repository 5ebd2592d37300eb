import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';
import { Link, Text } from '@backstage/ui';
import { useLinks } from '../../routing';

/** The short name of an entity: its namespace only where it is not the default one. */
export function entityName(entityRef: string): string {
  const { namespace, name } = parseEntityRef(entityRef);
  return namespace === DEFAULT_NAMESPACE ? name : `${namespace}/${name}`;
}

/** Whoever acts: an entity by its short name, or a program. */
export function actorName(actor: string): string {
  return actor.includes(':') ? entityName(actor) : actor;
}

/** An entity by its short name, linked to its page. */
export function EntityLink(props: { entityRef: string }) {
  const href = useLinks().entity(props.entityRef);
  const name = <bdi>{entityName(props.entityRef)}</bdi>;
  return href ? <Link href={href}>{name}</Link> : <Text>{name}</Text>;
}
