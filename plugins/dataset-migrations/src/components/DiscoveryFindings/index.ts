export { DiscoveryFindings } from './DiscoveryFindings';
