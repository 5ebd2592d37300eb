export { EntityLink, entityName } from './EntityLink';
