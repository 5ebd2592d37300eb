/**
 * The command line of Skein: checks a mapping contract, and rewrites a checkout by it.
 *
 * @packageDocumentation
 */
export type { Rewriter } from './rewrite/Rewriter';
export * from './runSkein';
