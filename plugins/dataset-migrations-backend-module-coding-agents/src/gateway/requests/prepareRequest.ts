import type { ConfiguredModel } from '../ModelProvider';
import { isObject, type JsonObject, type WireFormat } from '../WireFormat';

/** A request as it is forwarded. */
export interface PreparedRequest {
  body: JsonObject;
  /** The most tokens that the answer may have. */
  maxOutputTokens: number;
  stream: boolean;
}

/** Ways in which wire formats say how long an answer may be; the first is written when none is there. */
const OUTPUT_FIELDS: Record<WireFormat, string[]> = {
  anthropic: ['max_tokens'],
  responses: ['max_output_tokens'],
  chat: ['max_tokens', 'max_completion_tokens'],
  gemini: ['maxOutputTokens'],
};

function limitOutput(
  fields: string[],
  holder: JsonObject,
  most: number,
): { holder: JsonObject; maxOutputTokens: number } {
  const present = fields.filter(name => holder[name] !== undefined);
  const asked = present
    .map(name => holder[name])
    .filter(value => typeof value === 'number' && value > 0);
  const maxOutputTokens = Math.min(most, ...asked.map(Number));
  const limited = Object.fromEntries(
    (present.length > 0 ? present : fields.slice(0, 1)).map(name => [
      name,
      maxOutputTokens,
    ]),
  );
  return { holder: { ...holder, ...limited }, maxOutputTokens };
}

/** What would multiply the cost of an answer, or leave it with the provider, is not for the agent to choose. */
const DROPPED_FIELDS = ['service_tier', 'n', 'speed', 'inference_geo'];

/** Names the model as its provider does, and bounds what the answer may cost. */
export function prepareRequest(options: {
  format: WireFormat;
  body: JsonObject;
  model: ConfiguredModel;
  stream: boolean;
}): PreparedRequest {
  const { format, model, stream } = options;
  const body = Object.fromEntries(
    Object.entries(options.body).filter(
      ([name]) => !DROPPED_FIELDS.includes(name),
    ),
  );
  if (format === 'gemini') {
    const generation = isObject(body.generationConfig)
      ? body.generationConfig
      : {};
    const { candidateCount: _candidateCount, ...rest } = generation;
    const { holder, maxOutputTokens } = limitOutput(
      OUTPUT_FIELDS.gemini,
      rest,
      model.maxOutputTokens,
    );
    return {
      body: { ...body, generationConfig: holder },
      maxOutputTokens,
      stream,
    };
  }
  const { holder, maxOutputTokens } = limitOutput(
    OUTPUT_FIELDS[format],
    body,
    model.maxOutputTokens,
  );
  return {
    body: {
      ...holder,
      model: model.name,
      ...(format === 'responses' && { store: false }),
      // without it a stream of Chat Completions ends without its usage
      ...(format === 'chat' &&
        stream && { stream_options: { include_usage: true } }),
    },
    maxOutputTokens,
    stream,
  };
}
