/**
 * An agent that speaks just enough of the Agent Client Protocol: asks its model with each prompt, and does what the model says:
 * `edit` (after asking for permission), `die`, or anything else, which it repeats. Run by Node in the sandbox.
 */
export const PLAIN_ACP_AGENT = `
const fs = require('node:fs');
const readline = require('node:readline');
const send = message => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\\n');
const asked = new Map();
let prompts = 0;
async function ask(text) {
  const response = await fetch(process.env.MODEL_URL + '/v1/messages', {
    method: 'POST',
    headers: { 'x-api-key': process.env.MODEL_KEY },
    body: JSON.stringify({ model: process.env.MODEL, messages: [{ role: 'user', content: text }] }),
  });
  const answer = await response.json();
  return response.ok ? answer.content[0].text : 'refused: ' + answer.error.message;
}
const permission = kind => new Promise(resolve => {
  asked.set('p' + prompts + kind, resolve);
  send({ id: 'p' + prompts + kind, method: 'session/request_permission', params: {
    sessionId: 's1', toolCall: { toolCallId: 't', kind, title: kind },
    options: [{ optionId: 'always', kind: 'allow_always', name: 'a' }, { optionId: 'yes', kind: 'allow_once', name: 'y' }, { optionId: 'no', kind: 'reject_once', name: 'n' }],
  } });
});
async function prompt(text) {
  prompts += 1;
  const said = await ask('prompt ' + prompts + ': ' + text);
  if (said === 'die') process.kill(process.pid, 'SIGKILL');
  if (said === 'edit' && (await permission('edit')) === 'yes' && (await permission('fetch')) === 'no') {
    const code = fs.readFileSync('job.py', 'utf8');
    fs.writeFileSync('job.py', code.replace('"acme.raw." + "old_users"', '"acme.core.users_v2"'));
  }
  send({ method: 'session/update', params: { sessionId: 's1', update: { sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: said } } } });
  return { stopReason: 'end_turn' };
}
readline.createInterface({ input: process.stdin }).on('line', async line => {
  const { id, method, params, result } = JSON.parse(line);
  if (method === undefined) return asked.get(id)(result.outcome.optionId);
  const answers = {
    initialize: () => ({ protocolVersion: 1, agentCapabilities: {} }),
    'session/new': () => ({ sessionId: 's1' }),
    'session/prompt': () => prompt(params.prompt[0].text),
  };
  if (answers[method]) send({ id, result: await answers[method]() });
});
`;
