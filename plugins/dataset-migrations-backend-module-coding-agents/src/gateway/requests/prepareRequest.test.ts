import { fakeModel } from '../../tests/modelFixtures';
import type { WireFormat } from '../WireFormat';
import { prepareRequest } from './prepareRequest';

const model = fakeModel('http://provider.invalid');

it.each<[string, WireFormat, object, object, number]>([
  [
    'adds what is missing',
    'anthropic',
    {},
    { model: 'fake-1', max_tokens: 1000 },
    1000,
  ],
  [
    'keeps less',
    'anthropic',
    { max_tokens: 10 },
    { model: 'fake-1', max_tokens: 10 },
    10,
  ],
  [
    'caps more',
    'anthropic',
    { max_tokens: 99999 },
    { model: 'fake-1', max_tokens: 1000 },
    1000,
  ],
  [
    'caps nonsense',
    'anthropic',
    { max_tokens: '1e9' },
    { model: 'fake-1', max_tokens: 1000 },
    1000,
  ],
  [
    'keeps nothing with the provider',
    'responses',
    { store: true },
    { model: 'fake-1', store: false, max_output_tokens: 1000 },
    1000,
  ],
  [
    'caps every name of the limit',
    'chat',
    { max_completion_tokens: 5000, n: 8 },
    {
      model: 'fake-1',
      max_completion_tokens: 1000,
      stream_options: { include_usage: true },
    },
    1000,
  ],
  [
    'asks for usage of a stream',
    'chat',
    { stream_options: { include_usage: false } },
    {
      model: 'fake-1',
      max_tokens: 1000,
      stream_options: { include_usage: true },
    },
    1000,
  ],
  [
    'caps inside of generationConfig',
    'gemini',
    { generationConfig: { maxOutputTokens: 5000, candidateCount: 8, topK: 1 } },
    { generationConfig: { maxOutputTokens: 1000, topK: 1 } },
    1000,
  ],
])('%s (%s)', (_case, format, body, forwarded, maxOutputTokens) => {
  expect(
    prepareRequest({ format, body: { ...body }, model, stream: true }),
  ).toEqual({ body: forwarded, maxOutputTokens, stream: true });
});
