/** The one folder that a command may call home; empty, and gone with the command. */
export const SANDBOX_HOME = '/home/sandbox';

/** Where a checkout lies inside. */
export const SANDBOX_CHECKOUT = '/checkout';

/** Where the Node that runs the backend is found inside. */
export const SANDBOX_NODE = '/opt/node';

/** Where programs are looked for inside. */
export const SANDBOX_PATH = `${SANDBOX_NODE}/bin:/usr/local/bin:/usr/bin:/bin`;
