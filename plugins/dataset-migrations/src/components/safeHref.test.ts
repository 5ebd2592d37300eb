import { safeHref } from './safeHref';

describe('safeHref', () => {
  it.each([
    'https://github.com/acme/orders/pull/7',
    'http://localhost:4400/acme',
  ])('lets %s through', address => {
    expect(safeHref(address)).toBe(address);
  });

  it.each([
    ['javascript', 'alert(1)'].join(':'),
    'data:text/html,<script>',
    'file:///etc/passwd',
    'not an address',
    '',
    undefined,
  ])('refuses %s', address => {
    expect(safeHref(address)).toBeUndefined();
  });
});
