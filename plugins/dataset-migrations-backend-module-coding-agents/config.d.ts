export interface Config {
  datasetMigrations?: {
    /** Agents with a model, for what the rewriter leaves. */
    codingAgents?: {
      /**
       * Where agents and the checks of repositories run. Where it cannot be used, they do not run. With "none" they run
       * with all that the backend may do, which is warned about at each start. Default: bubblewrap.
       */
      sandbox?: 'bubblewrap' | 'docker' | 'podman' | 'none';
      /** Name or path of its program. Default: bwrap, docker or podman, wherever PATH has it. */
      sandboxProgram?: string;
      /** Image with the agents, for docker and podman; it is never pulled. */
      sandboxImage?: string;
    };
  };
}
