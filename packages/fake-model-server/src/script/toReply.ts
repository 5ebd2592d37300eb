import type { ModelRequest, Reply } from '../apis/ModelApi';
import type { Answer } from './Script';

/** Binds an answer of the script to the tools that a request offers; throws when one of them is not offered. */
export function toReply(
  answer: Answer,
  request: ModelRequest,
  id: number,
): Reply {
  const calls = answer.calls.map((call, index) => {
    const name = request.tools.find(tool => RegExp(call.tool).test(tool));
    if (name === undefined) {
      throw new Error(
        `The script calls the tool "${call.tool}" and the request offers ${
          request.tools.join(', ') || 'none'
        }`,
      );
    }
    return { id: `call_${id}_${index}`, name, arguments: call.arguments };
  });
  return {
    id: String(id),
    model: request.model,
    text: answer.text,
    calls,
    usage: answer.usage,
  };
}
