export { CountList } from './CountList';
export { Facts } from './Facts';
export { PageBody } from './PageBody';
export { Panel } from './Panel';
