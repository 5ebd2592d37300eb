import type { SandboxMount } from '../../sandbox/Sandbox';

/** Where the gateway is, in the environment, arguments and home files of a program; filled in inside of the sandbox. */
export const MODEL_URL = '@SKEIN_MODEL_URL@';

/** A program of an agent, and what it is given. */
export interface SandboxedProgram {
  argv: string[];
  environment: Record<string, string>;
  /** Files of its home folder, by path. */
  home: Record<string, string>;
  mounts: SandboxMount[];
}

/** What a program may know of its model. */
export interface ProgramModel {
  id: string;
  /** Opens the gateway of this attempt and nothing else. */
  key: string;
}
