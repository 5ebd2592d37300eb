export { CopyText } from './CopyText';
