export { actorName, EntityLink, entityName } from './EntityLink';
