/** When one person is not enough. */
export interface ApprovalPolicy {
  /** Acts on more targets than this need a second person; absent for never. */
  aboveTargets?: number;
}
