import type { WireFormat } from './WireFormat';

/** An answer of the gateway itself in the shape that clients of a wire format can read. */
export function writeRefusal(options: {
  format?: WireFormat;
  status: number;
  message: string;
}): Response {
  const { format, status, message } = options;
  const kind = status === 402 ? 'billing_error' : 'invalid_request_error';
  const bodies = {
    anthropic: { type: 'error', error: { type: kind, message } },
    gemini: { error: { code: status, message, status: 'FAILED_PRECONDITION' } },
    openai: { error: { message, type: kind, code: kind, param: null } },
  };
  const body =
    format === 'anthropic' || format === 'gemini'
      ? bodies[format]
      : bodies.openai;
  return Response.json(body, {
    status,
    // clients of models try again what looks like a passing fault; nothing here passes
    headers: { 'x-should-retry': 'false' },
  });
}
