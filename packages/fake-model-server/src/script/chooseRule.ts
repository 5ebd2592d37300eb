import type { ModelRequest } from '../apis/ModelApi';
import type { Condition, Rule } from './Script';

function fits(source: string | undefined, value: string): boolean {
  return source === undefined || RegExp(source).test(value);
}

/** Whether a request is what a rule waits for. */
export function meets(condition: Condition, request: ModelRequest): boolean {
  const { api, model, text, lastText, tool, toolResults, json, bodyHash } =
    condition;
  return (
    (api === undefined || api === request.api) &&
    fits(model, request.model) &&
    fits(text, request.text) &&
    fits(lastText, request.lastText) &&
    (tool === undefined ||
      request.tools.some(offered => fits(tool, offered))) &&
    (toolResults === undefined || toolResults === request.toolResults) &&
    (json === undefined || json === request.wantsJson) &&
    (bodyHash === undefined || bodyHash === request.bodyHash)
  );
}

/** The first rule that fits a request and has not been used up. */
export function chooseRule(options: {
  rules: Rule[];
  used: ReadonlyMap<Rule, number>;
  request: ModelRequest;
}): Rule | undefined {
  const { rules, used, request } = options;
  return rules.find(
    rule =>
      (used.get(rule) ?? 0) < (rule.times ?? Infinity) &&
      meets(rule.when, request),
  );
}
