import type { ModelProvider } from '../ModelProvider';
import type { WireFormat } from '../WireFormat';

/** Betas of Anthropic that let the provider work by itself. */
const REFUSED_BETAS =
  /files-api|code-execution|mcp-client|web-fetch|web-search|skills|computer-use|advisor/;

function allowedBetas(value: string | null): string {
  return (value ?? '')
    .split(',')
    .map(beta => beta.trim())
    .filter(beta => /^[a-z0-9-]+$/.test(beta) && !REFUSED_BETAS.test(beta))
    .join(',');
}

/** Headers for the provider with the real key: of the agent's only those that the wire format needs. */
export function upstreamHeaders(options: {
  format: WireFormat;
  provider: ModelProvider;
  headers: Headers;
}): Record<string, string> {
  const { format, provider, headers } = options;
  const common = {
    'content-type': 'application/json',
    'accept-encoding': 'identity',
  };
  switch (format) {
    case 'anthropic': {
      const betas = allowedBetas(headers.get('anthropic-beta'));
      return {
        ...common,
        'x-api-key': provider.apiKey,
        'anthropic-version': headers.get('anthropic-version') ?? '2023-06-01',
        ...(betas && { 'anthropic-beta': betas }),
      };
    }
    case 'gemini':
      return { ...common, 'x-goog-api-key': provider.apiKey };
    default:
      return { ...common, authorization: `Bearer ${provider.apiKey}` };
  }
}
