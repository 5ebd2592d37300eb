export {
  SegmentBar,
  SegmentLegend,
  TargetProgress,
  useSummarySentence,
} from './SegmentBar';
