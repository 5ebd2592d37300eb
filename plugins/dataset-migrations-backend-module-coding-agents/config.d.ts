export interface Config {
  datasetMigrations?: {
    /** Agents with a model, for what the rewriter leaves. */
    codingAgents?: {
      /**
       * Where agents and the checks of repositories run. Where it cannot be used, they do not run. With "none" they run
       * with all that the backend may do, which is warned about at each start. One of bubblewrap, docker, podman, none, or one
       * that another module brings, such as kubernetes. Default: bubblewrap.
       */
      sandbox?: string;
      /** Name or path of its program. Default: bwrap, docker or podman, wherever PATH has it. */
      sandboxProgram?: string;
      /** Image with the agents, for docker and podman; it is never pulled. */
      sandboxImage?: string;
      /** Absolute path of the folder that agents are installed to; needed for agents of the types acp and claude-agent-sdk. */
      installFolder?: string;
      /** Who answers for models. Only the gateway of the backend asks them. */
      providers?: Array<{
        id: string;
        /** Without the path of an API, for example https://api.anthropic.com. */
        baseUrl: string;
        /** Anthropic Messages, OpenAI Responses, OpenAI Chat Completions, Gemini generateContent. */
        formats: Array<'anthropic' | 'responses' | 'chat' | 'gemini'>;
        /**
         * Never leaves the backend: agents get a key that opens the gateway for one attempt.
         * @visibility secret
         */
        apiKey: string;
      }>;
      /** The only models that agents may ask. */
      models?: Array<{
        /** As agents call it. */
        id: string;
        /** One of providers. */
        provider: string;
        /** As the provider calls it. Default: id. */
        name?: string;
        /** The longest answer, from 256 to 1000000. Default: 16000. */
        maxOutputTokens?: number;
        /** Dollars for a million tokens, from 0 to 10000; what is left out costs as much as input. */
        price: {
          input: number;
          output: number;
          cacheRead?: number;
          cacheWrite?: number;
        };
      }>;
      /** In the order in which they may run, after the rewriter. */
      agents?: Array<{
        /** Short and unique; not rewriter. */
        id: string;
        /**
         * ai-sdk: a loop in the backend that can search, read, edit and verify. acp: an agent that speaks the Agent Client
         * Protocol. claude-agent-sdk: the Claude Agent SDK. command: any program. The last three run in the sandbox.
         */
        type: 'ai-sdk' | 'acp' | 'claude-agent-sdk' | 'command';
        /** One of models. */
        model: string;
        /** Further models that it may ask, for example a small one. Default: none. */
        otherModels?: string[];
        /** How often it works before it gives up, from 1 to 10. Default: 3. */
        maxRounds?: number;
        /** How often an agent of the type ai-sdk asks its model in one round, from 1 to 500. Default: 60. */
        maxSteps?: number;
        /**
         * How often an agent of any type but command may have the verifiers look while it works, in one round, from 1 to 50.
         * Default: 5.
         */
        maxVerifications?: number;
        /** Which agent of the type acp this is. */
        preset?: 'gemini' | 'claude' | 'codex' | 'opencode';
        /** The program of the type command with its arguments. */
        argv?: string[];
        /** Absolute paths that a program of the type command may read besides. Default: none. */
        reads?: string[];
        /** Whether AGENTS.md and the like of repositories are let through. Default: false. */
        allowInstructions?: boolean;
        /** What it may use in the sandbox. */
        limits?: {
          /** From 1 to 240. Default: 30. */
          minutes?: number;
          /** From 256 to 131072. Default: 4096. */
          memoryMegabytes?: number;
          /** From 16 to 10000. Default: 512. */
          processes?: number;
          /** From 16 to 102400. Default: 1024. */
          diskMegabytes?: number;
          /** From 1 to 1024. Default: 64. */
          outputMegabytes?: number;
        };
      }>;
      /**
       * Models that read what agents have made, when the verifiers have let it through; datasetMigrations.judge says what
       * becomes of what they say. Best of another family than the agents' models. Default: none.
       */
      judges?: Array<{
        /** Short and unique. */
        id: string;
        /** One of models. */
        model: string;
        /** Larger diffs are not judged, in kilobytes, from 1 to 1000. Default: 100. */
        maxDiffKilobytes?: number;
      }>;
      /** What one request to a model may be. */
      gateway?: {
        /** From 64 to 65536. Default: 4096. */
        maxRequestKilobytes?: number;
        /** From 64 to 65536. Default: 16384. */
        maxResponseKilobytes?: number;
        /** From 10 to 3600. Default: 600. */
        requestSeconds?: number;
      };
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
