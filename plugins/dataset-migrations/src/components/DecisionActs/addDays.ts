/** A day of the calendar some days on, `YYYY-MM-DD`; no zone and no clock has a say in it. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}
