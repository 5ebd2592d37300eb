/** Money, with more than cents where cents would hide what was spent. */
export function formatDollars(dollars: number): string {
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: dollars !== 0 && dollars < 0.1 ? 4 : 2,
  }).format(dollars);
}
