import type { Sandbox } from '../../sandbox/Sandbox';

/** Gives the sandbox; throws `ServiceUnavailableError` where none can be used, so that no agent runs without one. */
export type SandboxSource = () => Promise<Sandbox>;
