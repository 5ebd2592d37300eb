export interface Config {
  auth?: {
    providers?: {
      /**
       * Sign-in without a password, by choosing a user. For demos and tests on one machine only: whoever reaches the
       * backend can be any of these users.
       */
      persona?: {
        /** Entity references of the users that may be chosen. */
        users: string[];
      };
    };
  };

  skein?: {
    /** Entity references of the users and groups that run the fleet: they may act on any migration. */
    admins?: string[];
  };
}
