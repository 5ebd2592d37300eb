import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { CodeHost } from './CodeHost';
import type { CodeHostBudget } from './CodeHostBudget';
import type { ConsumerSource } from './ConsumerSource';
import type { Judge } from './Judge';
import type { MigrationAgent } from './MigrationAgent';
import type { OrphanSweep } from './OrphanSweep';
import type { ReaderSource } from './ReaderSource';
import type { Sandbox } from './Sandbox';
import type { Verifier } from './Verifier';

/**
 * Takes code hosts.
 * @public
 */
export interface CodeHostsExtensionPoint {
  /** Throws `ConflictError` for an id that is taken. */
  addCodeHost(codeHost: CodeHost): void;
  /** What code hosts take from before each request; until the plugin has started it lets them wait. */
  readonly budget: CodeHostBudget;
}

/**
 * Where modules add code hosts.
 * @public
 */
export const codeHostsExtensionPoint =
  createExtensionPoint<CodeHostsExtensionPoint>({
    id: 'dataset-migrations.code-hosts',
  });

/**
 * Takes sources of consumers.
 * @public
 */
export interface ConsumerSourcesExtensionPoint {
  addConsumerSource(source: ConsumerSource): void;
}

/**
 * Where modules add sources of consumers beside the catalog and code search.
 * @public
 */
export const consumerSourcesExtensionPoint =
  createExtensionPoint<ConsumerSourcesExtensionPoint>({
    id: 'dataset-migrations.consumer-sources',
  });

/**
 * Takes judges.
 * @public
 */
export interface JudgesExtensionPoint {
  /** Throws `ConflictError` for an id that is taken. */
  addJudge(judge: Judge): void;
}

/**
 * Where modules add judges, which look at patches that the verifiers have let through and may only veto.
 * @public
 */
export const judgesExtensionPoint = createExtensionPoint<JudgesExtensionPoint>({
  id: 'dataset-migrations.judges',
});

/**
 * Takes agents.
 * @public
 */
export interface MigrationAgentsExtensionPoint {
  addAgent(agent: MigrationAgent): void;
}

/**
 * Where modules add agents. The rewriter is always there and always first.
 * @public
 */
export const migrationAgentsExtensionPoint =
  createExtensionPoint<MigrationAgentsExtensionPoint>({
    id: 'dataset-migrations.agents',
  });

/**
 * Takes sources of readers.
 * @public
 */
export interface ReaderSourcesExtensionPoint {
  /** Throws `ConflictError` for an id that is taken. */
  addReaderSource(source: ReaderSource): void;
}

/**
 * Where modules add sources of readers beside the scan of code on the default branches, for example logs of a warehouse.
 * @public
 */
export const readerSourcesExtensionPoint =
  createExtensionPoint<ReaderSourcesExtensionPoint>({
    id: 'dataset-migrations.reader-sources',
  });

/**
 * Takes verifiers.
 * @public
 */
export interface VerifiersExtensionPoint {
  addVerifier(verifier: Verifier): void;
}

/**
 * Where modules add verifiers beside the built-in ones.
 * @public
 */
export const verifiersExtensionPoint =
  createExtensionPoint<VerifiersExtensionPoint>({
    id: 'dataset-migrations.verifiers',
  });

/**
 * Takes sandboxes.
 * @public
 */
export interface SandboxesExtensionPoint {
  /** Throws `ConflictError` for an id that is taken. */
  addSandbox(sandbox: Sandbox): void;
}

/**
 * Where modules add sandboxes beside those of the module of coding agents, which takes them.
 * @public
 */
export const sandboxesExtensionPoint =
  createExtensionPoint<SandboxesExtensionPoint>({
    id: 'dataset-migrations.sandboxes',
  });

/**
 * Takes sweeps of what attempts have left behind.
 * @public
 */
export interface OrphanSweepsExtensionPoint {
  /** Throws `ConflictError` for an id that is taken. */
  addOrphanSweep(sweep: OrphanSweep): void;
}

/**
 * Where modules that run attempts on other machines add what ends them when nobody waits for them any more.
 * @public
 */
export const orphanSweepsExtensionPoint =
  createExtensionPoint<OrphanSweepsExtensionPoint>({
    id: 'dataset-migrations.orphan-sweeps',
  });
