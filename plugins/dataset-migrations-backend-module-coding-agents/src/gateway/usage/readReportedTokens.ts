import { isObject, type JsonObject, type WireFormat } from '../WireFormat';
import type { ReportedTokens } from './TokenCount';

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? Math.ceil(value)
    : undefined;
}

function detailOf(holder: unknown, name: string): number | undefined {
  return isObject(holder) ? countOf(holder[name]) : undefined;
}

function withoutAbsent(tokens: ReportedTokens): ReportedTokens {
  return Object.fromEntries(
    Object.entries(tokens).filter(([, value]) => value !== undefined),
  );
}

/** OpenAI and Gemini count what came from a cache as input as well. */
function withCachedInput(options: {
  input: number | undefined;
  cached: number | undefined;
  output: number | undefined;
}): ReportedTokens {
  const { input, cached = 0, output } = options;
  return withoutAbsent({
    inputTokens: input === undefined ? undefined : Math.max(0, input - cached),
    cacheReadTokens: input === undefined ? undefined : cached,
    outputTokens: output,
  });
}

function readAnthropic(usage: JsonObject): ReportedTokens {
  return withoutAbsent({
    inputTokens: countOf(usage.input_tokens),
    outputTokens: countOf(usage.output_tokens),
    cacheReadTokens: countOf(usage.cache_read_input_tokens),
    cacheWriteTokens: countOf(usage.cache_creation_input_tokens),
  });
}

function readGemini(usage: JsonObject): ReportedTokens {
  const output = countOf(usage.candidatesTokenCount);
  const thoughts = countOf(usage.thoughtsTokenCount);
  const tools = countOf(usage.toolUsePromptTokenCount) ?? 0;
  const prompt = countOf(usage.promptTokenCount);
  return withCachedInput({
    input: prompt === undefined ? undefined : prompt + tools,
    cached: countOf(usage.cachedContentTokenCount),
    output:
      output === undefined && thoughts === undefined
        ? undefined
        : (output ?? 0) + (thoughts ?? 0),
  });
}

/** What a whole answer, or one event of a stream, says about tokens. */
export function readReportedTokens(
  format: WireFormat,
  part: JsonObject,
): ReportedTokens {
  switch (format) {
    case 'anthropic': {
      const holder = isObject(part.message) ? part.message : part;
      return isObject(holder.usage) ? readAnthropic(holder.usage) : {};
    }
    case 'responses': {
      const { usage } = isObject(part.response) ? part.response : part;
      return isObject(usage)
        ? withCachedInput({
            input: countOf(usage.input_tokens),
            cached: detailOf(usage.input_tokens_details, 'cached_tokens'),
            output: countOf(usage.output_tokens),
          })
        : {};
    }
    case 'chat':
      return isObject(part.usage)
        ? withCachedInput({
            input: countOf(part.usage.prompt_tokens),
            cached: detailOf(part.usage.prompt_tokens_details, 'cached_tokens'),
            output: countOf(part.usage.completion_tokens),
          })
        : {};
    default:
      return isObject(part.usageMetadata) ? readGemini(part.usageMetadata) : {};
  }
}
