import type {
  ConfiguredModel,
  GatewayLimits,
  ModelProvider,
} from '../gateway/ModelProvider';

export const REAL_KEY = 'sk-real-key-of-the-company';

export const LIMITS: GatewayLimits = {
  requestBytes: 100_000,
  responseBytes: 100_000,
  requestSeconds: 60,
};

/** A model of the fake model server, at one dollar for a thousand tokens of any kind. */
export function fakeModel(
  baseUrl: string,
  overrides: Partial<ModelProvider> = {},
): ConfiguredModel {
  return {
    id: 'writer',
    name: 'fake-1',
    maxOutputTokens: 1000,
    price: { input: 1000, output: 1000, cacheRead: 100, cacheWrite: 1250 },
    provider: {
      id: 'fake',
      formats: ['anthropic', 'responses', 'chat', 'gemini'],
      baseUrl,
      apiKey: REAL_KEY,
      ...overrides,
    },
  };
}
