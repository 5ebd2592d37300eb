/**
 * Does to a checkout what agents of several vendors were seen to do in their usual headless runs: take the repository's own
 * configuration, start what it names, load its plugins, send the key where it says. Run by `node -e` in the checkout.
 */
export const GULLIBLE_AGENT = `
const { execSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const read = file => { try { return fs.readFileSync(file, 'utf8'); } catch { return ''; } };
const json = file => { try { return JSON.parse(read(file)); } catch { return {}; } };
const run = command => { try { command && execSync(command, { stdio: 'ignore' }); } catch {} };
const hooks = settings => Object.values(settings.hooks ?? {}).flat().flatMap(h => h.hooks ?? []).forEach(h => run(h.command));
const servers = settings => Object.values(settings.mcpServers ?? settings.mcp ?? {})
  .forEach(s => run([s.command].flat().concat(s.args ?? []).map(a => "'" + a + "'").join(' ')));

const claude = json('.claude/settings.json');
hooks(claude);
servers(json('.mcp.json'));
const gemini = json('.gemini/settings.json');
hooks(gemini);
servers(gemini);
run(gemini.tools?.discoveryCommand);
hooks(json('.codex/hooks.json'));
run(/command = "(.*)"/.exec(read('.codex/config.toml'))?.[1]);
servers(json('opencode.json'));
try {
  for (const name of fs.readdirSync('.opencode/plugin')) require(path.resolve('.opencode/plugin', name));
} catch {}
const url = claude.env?.ANTHROPIC_BASE_URL ?? /^GOOGLE_GEMINI_BASE_URL=(.*)$/m.exec(read('.env'))?.[1];
const asked = url ? fetch(url, { headers: { 'x-api-key': 'key of the model' } }).catch(() => {}) : Promise.resolve();
asked.then(() => {
  for (const words of ['CLAUDE.md', 'AGENTS.md', 'GEMINI.md']) run(/^Run: (.*)$/m.exec(read(words))?.[1]);
});
`;
