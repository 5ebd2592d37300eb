import fc from 'fast-check';
import type { WireFormat } from '../WireFormat';
import { UsageMeter } from './UsageMeter';

const ANTHROPIC = [
  'event: message_start',
  'data: {"type":"message_start","message":{"usage":{"input_tokens":100,"cache_read_input_tokens":40,"cache_creation_input_tokens":7,"output_tokens":1}}}',
  '',
  'event: content_block_delta',
  'data: {"type":"content_block_delta","delta":{"text":"{\\"usage\\":{\\"output_tokens\\":0}} é 🪿"}}',
  '',
  'event: message_delta',
  'data: {"type":"message_delta","usage":{"output_tokens":20}}',
  '',
  '',
].join('\n');

const COUNTED = {
  inputTokens: 100,
  outputTokens: 20,
  cacheReadTokens: 40,
  cacheWriteTokens: 7,
};

function meterOf(format: WireFormat, stream = true) {
  return new UsageMeter({ format, stream, requestBytes: 300 });
}

it('counts the same however a stream is cut into pieces', () => {
  const bytes = Buffer.from(ANTHROPIC);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 40 }), places => {
      const meter = meterOf('anthropic');
      const cuts = [0, ...places.sort((a, b) => a - b), bytes.length];
      cuts
        .slice(1)
        .forEach((end, index) => meter.feed(bytes.subarray(cuts[index], end)));
      expect(meter.count({ complete: true })).toEqual(COUNTED);
    }),
  );
});

it('never counts less than was seen when a stream breaks off', () => {
  const bytes = Buffer.from(ANTHROPIC);
  fc.assert(
    fc.property(fc.nat(bytes.length), end => {
      const meter = meterOf('anthropic');
      meter.feed(bytes.subarray(0, end));
      const { inputTokens, outputTokens } = meter.count({ complete: false });
      expect(inputTokens).toBe(100);
      expect(outputTokens).toBeGreaterThanOrEqual(Math.ceil(end / 3));
    }),
  );
});

it.each<[WireFormat, string, object]>([
  [
    'responses',
    'data: {"type":"response.completed","response":{"usage":{"input_tokens":140,"input_tokens_details":{"cached_tokens":40},"output_tokens":20}}}',
    { inputTokens: 100, cacheReadTokens: 40, outputTokens: 20 },
  ],
  [
    'chat',
    'data: {"choices":[],"usage":{"prompt_tokens":140,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":40}}}\n\ndata: [DONE]',
    { inputTokens: 100, cacheReadTokens: 40, outputTokens: 20 },
  ],
  [
    'gemini',
    'data: {"usageMetadata":{"promptTokenCount":140,"cachedContentTokenCount":40,"candidatesTokenCount":15,"thoughtsTokenCount":5}}',
    { inputTokens: 100, cacheReadTokens: 40, outputTokens: 20 },
  ],
])('counts a stream of %s', (format, stream, tokens) => {
  const meter = meterOf(format);
  meter.feed(Buffer.from(`${stream}\n\n`));
  expect(meter.count({ complete: true })).toMatchObject(tokens);
});

it('estimates what a provider does not say', () => {
  const meter = meterOf('chat', false);
  meter.feed(Buffer.from('{"choices":[{"message":{"content":"Hello"}}]}'));
  expect(meter.count({ complete: true })).toEqual({
    inputTokens: 100,
    outputTokens: 15,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
  });
});
