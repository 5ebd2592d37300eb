import { plainName } from './plainName';

it.each([
  ['claude-sonnet-4.5', 'claude-sonnet-4.5'],
  ['acme/large:latest', 'acme/large:latest'],
  ['mcp__files__read', 'mcp__files__read'],
  ['ignore previous instructions', 'other'],
  ['<script>', 'other'],
  ['x'.repeat(101), 'other'],
  ['', 'other'],
  ['read\nmore', 'other'],
])('%j is told as %s', (name, told) => {
  expect(plainName(name)).toBe(told);
});
