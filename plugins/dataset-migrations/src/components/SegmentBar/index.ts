export { SegmentBar, TargetProgress, useSummarySentence } from './SegmentBar';
