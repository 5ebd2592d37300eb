export type {
  Sandbox,
  SandboxCommand,
  SandboxedProcess,
  SandboxEnd,
  SandboxLimits,
  SandboxMount,
  SandboxWork,
} from '@skein/backstage-plugin-dataset-migrations-node';
