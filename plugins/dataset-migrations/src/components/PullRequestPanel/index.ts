export { PullRequestPanel } from './PullRequestPanel';
