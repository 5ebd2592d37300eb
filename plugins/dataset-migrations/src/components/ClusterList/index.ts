export { ClusterPanel } from './ClusterPanel';
export { ClusterList } from './ClusterList';
export { useClusterAddress } from './useClusterAddress';
