/** A project of the double. @public */
export interface GitlabProjectOptions {
  /** `group/subgroup/project` */
  path: string;
  /** Content by path; none leaves it empty. */
  files?: Record<string, string>;
  archived?: boolean;
}
