import type { WireFormat } from '../../gateway/WireFormat';
import type { AgentInstall } from '../../installs/AgentInstall';
import type { ProgramModel } from '../sandboxed/SandboxedProgram';

/** How one agent is started, kept quiet, and told its model. */
export interface AcpPreset {
  install: AgentInstall;
  /** How it speaks to models. */
  format: WireFormat;
  /**
   * Name of a file in the folder `bin` of this package that is run in place of its program, and is given the program as its argument: for
   * agents that are a library.
   */
  runner?: string;
  /** Whether its program is JavaScript for the Node of the sandbox. */
  javascript: boolean;
  args(model: ProgramModel): string[];
  environment(model: ProgramModel): Record<string, string>;
  /** Files of its home folder. */
  home(model: ProgramModel): Record<string, string>;
  /** What the session is opened with. */
  settings?: Record<string, unknown>;
  /** Its way to take a key, where it wants to be told. */
  authenticate?: string;
}
