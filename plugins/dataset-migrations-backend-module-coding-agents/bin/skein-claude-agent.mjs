// Runs inside of the sandbox: node skein-claude-agent.mjs FILE
// FILE is the Claude Agent SDK as whoever runs Skein has installed it; it is no part of Skein, and is under the terms of its
// owner. This speaks just enough of the Agent Client Protocol over its input and output to work with it.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

/** What works on files; no network, no further agents. */
const TOOLS = ['Bash', 'Read', 'Write', 'Edit', 'Grep', 'Glob'];
const SESSION_ID = 'session';

const { query } = await import(pathToFileURL(process.argv[2]).href);

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function tell(update) {
  send({
    method: 'session/update',
    params: { sessionId: SESSION_ID, update },
  });
}

function textOf(content) {
  return typeof content === 'string'
    ? content
    : (content ?? []).map(({ text }) => text ?? '').join('\n');
}

function tellAssistant(block) {
  switch (block.type) {
    case 'text':
    case 'thinking':
      tell({
        sessionUpdate:
          block.type === 'text' ? 'agent_message_chunk' : 'agent_thought_chunk',
        content: { type: 'text', text: block.text ?? block.thinking },
      });
      break;
    case 'tool_use':
      tell({
        sessionUpdate: 'tool_call',
        toolCallId: block.id,
        title: block.name,
        name: block.name,
        kind: 'other',
        status: 'pending',
        rawInput: block.input,
      });
      break;
    default:
  }
}

function tellResult(block) {
  if (block.type === 'tool_result') {
    tell({
      sessionUpdate: 'tool_call_update',
      toolCallId: block.tool_use_id,
      status: block.is_error ? 'failed' : 'completed',
      content: [
        {
          type: 'content',
          content: { type: 'text', text: textOf(block.content) },
        },
      ],
    });
  }
}

/** One conversation: what it is told waits here until the SDK asks for it. */
class Conversation {
  #told = [];
  #wake = () => {};
  #turn;

  constructor({ cwd, mcpServers }) {
    this.#run(
      query({
        prompt: this.#prompts(),
        options: {
          cwd,
          model: process.env.ANTHROPIC_MODEL,
          tools: TOOLS,
          // the sandbox is what keeps it in
          canUseTool: async (_name, input) => ({
            behavior: 'allow',
            updatedInput: input,
          }),
          mcpServers: Object.fromEntries(
            mcpServers.map(({ name, url, headers }) => [
              name,
              {
                type: 'http',
                url,
                headers: Object.fromEntries(
                  headers.map(header => [header.name, header.value]),
                ),
              },
            ]),
          ),
          // nothing of the repository or the home tells it what to run
          settingSources: [],
          strictMcpConfig: true,
          persistSession: false,
          stderr: text => process.stderr.write(text),
        },
      }),
    );
  }

  async prompt(text) {
    this.#told.push(text);
    this.#wake();
    return await new Promise((resolve, reject) => {
      this.#turn = { resolve, reject };
    });
  }

  async *#prompts() {
    for (;;) {
      while (this.#told.length > 0) {
        yield {
          type: 'user',
          message: { role: 'user', content: this.#told.shift() },
          parent_tool_use_id: null,
        };
      }
      await new Promise(resolve => {
        this.#wake = resolve;
      });
    }
  }

  async #run(messages) {
    try {
      for await (const message of messages) {
        this.#hear(message);
      }
      throw new Error('The conversation has ended');
    } catch (error) {
      process.stderr.write(`${error?.stack ?? error}\n`);
      process.exit(1);
    }
  }

  #hear(message) {
    const { content } = message.message ?? {};
    switch (message.type) {
      case 'assistant':
        content.forEach(tellAssistant);
        break;
      case 'user':
        if (Array.isArray(content)) {
          content.forEach(tellResult);
        }
        break;
      case 'result':
        if (message.is_error) {
          this.#turn?.reject(
            new Error(message.result ?? message.errors?.join(' ') ?? 'failed'),
          );
        } else {
          this.#turn?.resolve({ stopReason: 'end_turn' });
        }
        break;
      default:
    }
  }
}

let conversation;

const ANSWERS = {
  initialize: () => ({
    protocolVersion: 1,
    agentCapabilities: { mcpCapabilities: { http: true } },
  }),
  'session/new': params => {
    conversation = new Conversation(params);
    return { sessionId: SESSION_ID };
  },
  'session/prompt': async ({ prompt }) =>
    await conversation.prompt(textOf(prompt)),
};

createInterface({ input: process.stdin }).on('line', async line => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined || !Object.hasOwn(ANSWERS, method)) {
    return;
  }
  try {
    send({ id, result: await ANSWERS[method](params) });
  } catch (error) {
    send({ id, error: { code: -32603, message: String(error.message) } });
  }
});
