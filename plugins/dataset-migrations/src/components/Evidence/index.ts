export { EvidenceBadge } from './EvidenceBadge';
export { EvidenceLadder } from './EvidenceLadder';
