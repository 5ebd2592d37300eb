/**
 * Makes tsc write declarations that API reports can be made of: the order of a union's members follows from the order in which
 * files are checked, so that all of them have to be.
 */
export const WHOLE_DECLARATIONS = ['--incremental', 'false'];
