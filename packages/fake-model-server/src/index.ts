/**
 * Model providers on one machine, scripted by YAML.
 *
 * @packageDocumentation
 */
export { FakeModelServer } from './FakeModelServer';
export type { FakeModelServerOptions, LoggedRequest } from './FakeModelServer';
export type { ModelRequest } from './apis/ModelApi';
export { parseScript } from './script/parseScript';
export { replayScript, type RecordedAnswer } from './script/replayScript';
export { runFakeModelServer } from './runFakeModelServer';
export type {
  Answer,
  ApiId,
  Condition,
  Rule,
  Script,
  Usage,
} from './script/Script';
