export { ActBar } from './ActBar';
export { CountList } from './CountList';
export { Disclosure } from './Disclosure';
export { Facts } from './Facts';
export { PageHead } from './PageHead';
export { PageBody, TabBody } from './PageBody';
export { Panel } from './Panel';
export { QueryPage } from './QueryPage';
