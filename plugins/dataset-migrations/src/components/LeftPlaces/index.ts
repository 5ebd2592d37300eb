export { LeftPlaces } from './LeftPlaces';
