/**
 * An agent that speaks just enough of the Agent Client Protocol: asks its model with each prompt, and does what the model says:
 * `edit` (after asking for permission), `verify` (for each time that the word is there), `die`, or anything else, which it repeats. Run by Node in the sandbox.
 */
export const PLAIN_ACP_AGENT = `
const fs = require('node:fs');
const readline = require('node:readline');
const send = message => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\\n');
const asked = new Map();
let prompts = 0;
let server;
async function verify() {
  if (!server) return 'there is no tool';
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { ...Object.fromEntries(server.headers.map(({ name, value }) => [name, value])), accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'verify', arguments: { path: '/etc/passwd' } } }),
  });
  const data = (await response.text()).split('\\n').find(line => line.startsWith('data: '));
  return JSON.parse(data.slice(6)).result.content[0].text;
}
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
  let said = await ask('prompt ' + prompts + ': ' + text);
  if (said.startsWith('verify')) {
    const heard = [];
    for (const _ of said.split(' ')) heard.push(await verify());
    said = heard.join(' | ');
  }
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
    initialize: () => ({ protocolVersion: 1, agentCapabilities: { mcpCapabilities: { http: true } } }),
    'session/new': () => {
      server = params.mcpServers[0];
      return { sessionId: 's1' };
    },
    'session/prompt': () => prompt(params.prompt[0].text),
  };
  if (answers[method]) send({ id, result: await answers[method]() });
});
`;
