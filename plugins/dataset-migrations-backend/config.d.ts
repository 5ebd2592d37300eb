export interface Config {
  /** Moving the consumers of a dataset onto its replacement. */
  datasetMigrations?: {
    /**
     * Which entities are datasets.
     * Default: kind Resource and kind API, each with spec.type dataset.
     */
    datasets?: Array<{
      kind: string;
      type: string;
    }>;
    /**
     * Relations of a dataset that lead to its consumers.
     * Default: dependencyOf and apiConsumedBy.
     */
    consumerRelations?: string[];
    /** How many hops from the dataset are looked at. Default: 3. */
    maxHops?: number;
    /**
     * Folder for checkouts. Default: a folder below the backend's working directory.
     */
    workingDirectory?: string;
    mirrors?: {
      /**
       * How large what was fetched of repositories may become before what was unused for the longest time is removed, in
       * megabytes, of each replica; it lies in the workingDirectory. 0 keeps nothing. Default: 2048.
       */
      maxSizeMegabytes?: number;
    };
    /** How many attempts run at once in this replica. Default: 4. */
    concurrency?: number;
    /** How long a claim lasts without being renewed, in seconds. Default: 45. */
    leaseSeconds?: number;
    completion?: {
      /**
       * How often code and catalog are looked at again for readers of the old dataset, while a migration is completing
       * and after its end, in minutes. Default: 1440.
       */
      lookAgainMinutes?: number;
    };
    /** How targets are released when nobody asks for other waves. */
    waves?: {
      /** Migrations with more targets than this begin with a canary. Default: 100. */
      canaryAbove?: number;
      /** Targets of the canary. Default: 10. */
      canarySize?: number;
      /** How long nothing may go wrong after the canary was through, in minutes. Default: 0. */
      canarySoakMinutes?: number;
    };
    /**
     * So many targets of a migration that failed for good, one after the other, pause it; 0 for never. Default: 5.
     * What passes by itself, such as a code host that is down, is tried again without an end and never counts.
     */
    pauseAfterFailures?: number;
    /**
     * How many attempts may run at once over all replicas, as long as nobody has set it over REST (PUT /limits).
     * A replica runs no more than its concurrency anyway.
     */
    runningAttempts?: {
      /** All. Default: 500. */
      global?: number;
      /** On repositories of one code host. Default: 500. */
      host?: number;
      /** On repositories of one team. Default: 50. */
      team?: number;
      /** Of all migrations of one owner. Default: 500. */
      owner?: number;
      /** Of one migration. Default: 500. */
      migration?: number;
    };
    /**
     * Part of a replica's concurrency that is kept for targets that a person waits for, from 0 to 0.9. Default: 0.1.
     * Where that is less than one slot, such a target gets the next slot that becomes free.
     */
    interactiveShare?: number;
    /** What coding agents may ask of models. */
    models?: {
      /**
       * What may be spent by all replicas together, in dollars by the price table of the agents' module, from 0 to 1000000. A
       * request that might go beyond is not sent; its target then waits for a person, with the reason.
       */
      budgets?: {
        /** Of one attempt. Default: 2. */
        attemptDollars?: number;
        /** Of a migration whose owner has set none. Default: 200. */
        migrationDollars?: number;
        /** The most that the owner of a migration may set. Default: 2000. */
        mostMigrationDollars?: number;
        /** Of all migrations in a day by UTC. Default: 500. */
        dayDollars?: number;
      };
    };
    /** What becomes of what judges say. They are added by modules and look at patches that the verifiers have let through. */
    judge?: {
      /**
       * advisory: a veto is shown, and stands in the pull request. blocking: it goes back to the agent, and at last to a
       * person; so does what no judge could tell. The owner of a migration may have it block, never less than here.
       * Default: advisory.
       */
      mode?: 'advisory' | 'blocking';
      /** Which patches are judged: those that a coding agent has touched, or all. Default: agents. */
      patches?: 'agents' | 'all';
      /** For how long a judge may think, in seconds, from 10 to 1200. Default: 300. */
      secondsAtMost?: number;
    };
    /** What agents did in each attempt, line by line, without secrets. */
    sessionLogs?: {
      /** For how many days it is kept, from 0 to 3650; 0 keeps nothing, and deletes what is there. Default: 30. */
      keptDays?: number;
    };
    /** Where one person is not enough. */
    approval?: {
      /**
       * A migration with more targets than this starts, resumes and is reverted only after a second person who may start it has
       * approved the plan; from 0, which is every migration, to 1000000. Default: one person is enough.
       */
      aboveTargets?: number;
    };
    /** What consumer teams say about their targets. */
    decisions?: {
      /** How many days ahead a team may put a target off, from 1 to 365; it may do so again. Default: 30. */
      maxSnoozeDays?: number;
      /** How many days ahead an exception may end, from 1 to 3650. Default: 365. */
      maxExceptionDays?: number;
    };
    /** What people are told through Backstage's notifications. Each group and user may choose otherwise. */
    notifications?: {
      /**
       * At most one notification of a kind, migration and recipient in so many minutes, from 0 to 10080; what comes meanwhile
       * is told together. Default: 60.
       */
      digestMinutes?: number;
      /** So many days before the deadline teams are told that have not moved, up to 5 numbers from 0 to 60. Default: 7, 1. */
      deadlineDays?: number[];
    };
    /** Events that are sent to others by signed webhooks; docs/events.md says how. */
    webhooks?: {
      /**
       * From which the secrets of subscriptions are made, so that no database holds them. The first one is for new secrets; those
       * that were given before need the key that they were made from. Without any, nobody can subscribe.
       */
      keys?: Array<{
        /**
         * 32 random characters or more.
         * @visibility secret
         */
        secret: string;
      }>;
      /** Whether addresses may begin with http://; what is sent there can be read on its way. Default: false. */
      allowHttp?: boolean;
      /** Networks that are not public and may be reached all the same, such as 10.20.0.0/16. Default: none. */
      allowedNetworks?: string[];
      /** How long a receiver may take to answer, in seconds, from 1 to 60. Default: 10. */
      timeoutSeconds?: number;
      /** A subscription to which nothing arrives for so many days is disabled, from 1 to 90. Default: 5. */
      disableAfterDays?: number;
      /** For how many days the log of deliveries is kept, from 1 to 365. Default: 30. */
      keptDays?: number;
    };
    repositories?: {
      /** Larger repositories are refused, in megabytes. Default: 500. */
      maxSizeMegabytes?: number;
      /** Larger files are not read, in kilobytes. Default: 1024. */
      maxFileSizeKilobytes?: number;
    };
    /**
     * How much may be asked of code hosts, by all replicas together. What is not named has its default:
     * GitHub's documented limits for github.com and ghe.com, no limit for other hosts.
     */
    codeHosts?: Array<{
      /** As in integrations, for example github.com. */
      host: string;
      /** Nothing is limited. Default: false. */
      unlimited?: boolean;
      limits?: {
        /** Requests of each account in an hour. Default: 5000. */
        requestsPerHour?: number;
        /** Points of GraphQL of each account in an hour. Default: 5000. */
        queryPointsPerHour?: number;
        /** GitHub's points of each account in a minute: 1 to read, 5 to write. Default: 900. */
        pointsPerMinute?: number;
        /** Pull requests, comments, labels and requests for reviews in a minute. Default: 80. */
        contentPerMinute?: number;
        /** The same in an hour. Default: 450, since GitHub also counts what people do in it out of 500. */
        contentPerHour?: number;
        /**
         * For how many seconds the host is left alone at most when it refuses and does not say for how long; it begins
         * with a minute and doubles. Default: 3600.
         */
        longestRestSeconds?: number;
      };
    }>;
    /**
     * How many seconds of these limits go by in one, from 1 to 3600: for rehearsals on a code host whose clock is compressed.
     * Default: 1.
     */
    codeHostClockRate?: number;
    pullRequests?: {
      /** How many are published at once by this replica. Default: 2, since code hosts want writes one after the other. */
      concurrency?: number;
      /** How many may be open at a time, over all migrations; limits that people set go before. */
      open?: {
        /** Of one team. Default: no limit; 10 is a good start. */
        perTeam?: number;
        /** In one repository. Default: no limit. */
        perRepository?: number;
      };
      /** First part of branch names. Default: skein. */
      branchPrefix?: string;
      /** Labels of pull requests. Default: skein, dataset-migration. */
      labels?: string[];
      /** Who commits. Default: Skein <skein@localhost>. */
      author?: {
        name: string;
        email: string;
      };
      /**
       * How soon an open pull request is looked at again when no webhook comes, in seconds. Default: 120.
       * One that has been quiet for longer is looked at after as long again, up to longestPollSeconds.
       */
      pollSeconds?: number;
      /** Default: 600. Up to 86400, where webhooks are sure or requests are few. */
      longestPollSeconds?: number;
      /** What happens to an open pull request whose branch nobody but Skein has pushed to. */
      rebuild?: {
        /** Its patch is made anew, for the same pull request, when it conflicts with its base. Default: true. */
        onConflict?: boolean;
        /** The same when all that keeps it from being merged is that the code host wants it up to date with its base. Default: true. */
        onBehind?: boolean;
        /** How often at most for one target in a day. Default: 3. */
        mostPerDay?: number;
      };
      /**
       * What happens to an open pull request on which people do nothing: no push, no review, no comment. The owner of a
       * migration may have it leave people more in peace, never less.
       */
      stale?: {
        /** A comment reminds them after so many days, and again after as many; 0 for never. Default: 14. */
        remindAfterDays?: number;
        /** How many reminders at most. Default: 2. */
        reminders?: number;
        /** It is closed so many days after the last reminder. Default: never. */
        closeAfterDays?: number;
      };
      /**
       * What happens to failed checks that the base branch does not have, and to reviews that ask for changes: where a coding
       * agent is installed, it gets them, and its answer goes to the same pull request. Never where people have committed onto
       * the branch. The owner of a migration may have it do less, never more.
       */
      reactions?: {
        /** Default: true. */
        enabled?: boolean;
        /** How often at most for one pull request, of failed checks and of reviews each; from 0 to 5. Default: 2. */
        rounds?: number;
      };
      /**
       * Which pull requests Skein merges by itself: those that are proved, approved as they stand and through all checks,
       * when their calendar is open. What the code host's own rules do not allow is not merged. The owner of a migration may
       * want more than this, never less.
       */
      autoMerge?: {
        /** Repositories that allow it: owner/name, or owner/* for all of an owner. Default: none. */
        repositories?: string[];
        /** Less proof than this leaves the merge to a person. Default: E5. */
        minimumLevel?: 'E0' | 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6';
        /** How many people have to approve the newest commit. A branch with commits of people needs one anyway. Default: 1. */
        approvals?: number;
        /** Checks that have to be there. All that are there have to pass, and there has to be one. Default: none by name. */
        requiredChecks?: string[];
        /** Default: squash. */
        method?: 'merge' | 'squash' | 'rebase';
      };
    };
  };
}
