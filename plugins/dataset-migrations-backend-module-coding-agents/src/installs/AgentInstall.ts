/** A package of npm that an agent comes in; none is a dependency of ours, for their size and their licences. */
export interface AgentInstall {
  name: string;
  /** The version that was tested. */
  version: string;
  /** Its program, from the folder `node_modules`. */
  program: string;
}
