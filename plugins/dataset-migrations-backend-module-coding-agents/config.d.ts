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
      /** The repository's own checks (its tests, its linters), which are evidence of level E4. They run in the sandbox. */
      repositoryChecks?: {
        /** Checks that are not run, for example "sbt test". Default: none. */
        disabled?: string[];
        /** For how long one may run, in seconds, from 1 to 7200. Default: 900. */
        secondsAtMost?: number;
        /** How much memory one may use, in megabytes, from 128 to 65536. Default: 4096. */
        memoryMegabytes?: number;
        /**
         * Folders that checks may read, since they cannot fetch: for example a local repository of Maven, to be seen at
         * /home/sandbox/.m2/repository. Default: none.
         */
        caches?: Array<{
          /** Absolute path on the host. */
          source: string;
          /** Absolute path inside. */
          target: string;
        }>;
      };
    };
  };
}
