import { formatDollars } from './formatDollars';

it.each([
  [0, '$0.00'],
  [0.0004, '$0.0004'],
  [0.05, '$0.05'],
  [3.2, '$3.20'],
  [1234.567, '$1,234.57'],
])('formats %d', (dollars, text) => {
  expect(formatDollars(dollars)).toBe(text);
});
