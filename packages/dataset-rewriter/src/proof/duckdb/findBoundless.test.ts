import { findBoundless } from './findBoundless';

describe('findBoundless', () => {
  it.each([
    [`SELECT generate_series(1, user_id) FROM t`, 'generate_series()', false],
    [`SELECT REPEAT(name, n) FROM t`, 'repeat()', false],
    [`SELECT LPAD(name, 1e9, '0') FROM t`, 'lpad()', true],
    [`SELECT RANGE(0, 10000000000) FROM t`, 'range()', true],
    [`SELECT range(a.b, 10), repeat('x', 900000000) FROM t`, 'repeat()', true],
    [
      `SELECT generate_series(CAST('2020-01-01' AS DATE), CAST('2024-01-01' AS DATE), INTERVAL '1 microseconds')`,
      'generate_series()',
      true,
    ],
  ])('finds what grows with a value: %s', (sql, name, isConstant) => {
    expect(findBoundless(sql)).toEqual({ name, isConstant });
  });

  it.each([
    `SELECT LPAD(COALESCE(a, b), 10, c) FROM t`,
    `SELECT repeat('-', 20), 'range(x)' FROM t`,
    `SELECT generate_series(CAST('2020-01-01' AS DATE), CAST('2024-01-01' AS DATE), INTERVAL '1' DAY)`,
    `SELECT range(10), price_range(a) FROM t`,
    `SELECT lpad(`,
  ])('leaves what is as large as it says: %s', sql => {
    expect(findBoundless(sql)).toBeUndefined();
  });
});
