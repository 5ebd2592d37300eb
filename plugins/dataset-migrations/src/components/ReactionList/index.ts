export { ReactionList } from './ReactionList';
