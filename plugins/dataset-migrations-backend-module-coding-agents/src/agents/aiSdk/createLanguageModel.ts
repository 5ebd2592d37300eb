import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { InputError } from '@backstage/errors';
import type { LanguageModel } from 'ai';
import type { ConfiguredModel } from '../../gateway/ModelProvider';

/** Never connected to: requests go to the gateway's fetch function. */
const BASE_URL = 'http://gateway.invalid/v1';
const NO_KEY = 'the-gateway-adds-it';

/** A model whose requests all go through the gateway; throws for a provider that this agent cannot speak to. */
export function createLanguageModel(
  { id, provider }: Pick<ConfiguredModel, 'id' | 'provider'>,
  fetch: typeof globalThis.fetch,
): LanguageModel {
  const settings = { baseURL: BASE_URL, apiKey: NO_KEY, fetch };
  if (provider.formats.includes('anthropic')) {
    return createAnthropic(settings)(id);
  }
  if (provider.formats.includes('chat')) {
    return createOpenAICompatible({ ...settings, name: provider.id })(id);
  }
  throw new InputError(
    `The provider '${provider.id}' speaks ${provider.formats.join(
      ', ',
    )}; an agent of the type ai-sdk needs one of anthropic, chat`,
  );
}
