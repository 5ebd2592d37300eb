import type { ConfiguredModel } from '../ModelProvider';
import type { WireFormat } from '../WireFormat';

/** Where a request is forwarded to; nothing in it comes from the agent. */
export function upstreamUrl(options: {
  format: WireFormat;
  model: ConfiguredModel;
  stream: boolean;
}): string {
  const { format, model, stream } = options;
  const base = model.provider.baseUrl.replace(/\/+$/, '');
  switch (format) {
    case 'anthropic':
      return `${base}/v1/messages`;
    case 'responses':
      return `${base}/v1/responses`;
    case 'chat':
      return `${base}/v1/chat/completions`;
    default: {
      const verb = stream ? 'streamGenerateContent?alt=sse' : 'generateContent';
      return `${base}/v1beta/models/${encodeURIComponent(model.name)}:${verb}`;
    }
  }
}
