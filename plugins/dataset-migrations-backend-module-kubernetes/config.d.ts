export interface Config {
  datasetMigrations?: {
    /** A cluster for `codingAgents.sandbox: kubernetes`. Without it the module adds nothing. */
    kubernetes?: {
      /** Where the pods of agents and checks run; best one that holds nothing else. */
      namespace: string;
      /** Image of the pods, with Node 20 or newer, a shell, the agents, and the tools of checks. */
      image: string;
      /** Tells the pods of this Backstage from those of another in the same namespace. Default: skein. */
      instance?: string;
      /** Absolute path of a kubeconfig file. Default: the service account of the backend's own pod, or the usual places. */
      kubeconfig?: string;
      /** Which of its contexts. Default: its current one. */
      context?: string;
      /**
       * Absolute paths inside of which the image has what commands are shown, for example the folder that agents are installed to:
       * nothing of them is sent. Default: none.
       */
      imagePaths?: string[];
      /** Default: IfNotPresent. */
      imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
      /** Names of secrets of the namespace. Default: none. */
      imagePullSecrets?: string[];
      /** The policy of the namespace that lets pods reach nothing; it has to be there. Default: skein-sandbox. */
      networkPolicy?: string;
      /**
       * What a pod must not be able to reach, as host:port. Each pod tries before anything runs in it.
       * Default: the address of the API server that Kubernetes tells each pod.
       */
      networkProbe?: string;
      /** For example gvisor. Default: that of the cluster. */
      runtimeClassName?: string;
      /** Pods with users of their own (hostUsers: false), where nodes can do that. Default: false. */
      userNamespaces?: boolean;
      /** Who the command is, from 1. Default: 1000. */
      userId?: number;
      /** Queue of Kueue; Jobs are then suspended until it admits them. Default: none. */
      queueName?: string;
      /** Default: that of the cluster. */
      priorityClassName?: string;
      /** Labels that nodes have to have. Default: none. */
      nodeSelector?: { [label: string]: string };
      /** Default: none. */
      tolerations?: Array<{
        key?: string;
        operator?: 'Exists' | 'Equal';
        value?: string;
        effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
      }>;
      /** Thousandths of a processor that a pod asks for, from 10 to 64000. Default: 500. */
      cpuRequestMillis?: number;
      /** Thousandths of a processor that it may use, from 10 to 64000. Default: 2000. */
      cpuLimitMillis?: number;
      /** How long a pod may wait for its queue, its node and its image, in seconds, from 10 to 7200. Default: 600. */
      startSeconds?: number;
      /** How long an ended Job that nobody has removed is kept, in seconds, from 0 to 86400. Default: 300. */
      keepSeconds?: number;
      /** How much a pod may be sent of a checkout and its other files, in megabytes, from 1 to 10240. Default: 512. */
      maxSentMegabytes?: number;
    };
  };
}
