/** When a day of the reader begins, or one so many days later. */
export function startOfDay(day: string, later = 0): Date {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later);
}
