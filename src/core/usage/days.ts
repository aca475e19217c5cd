// Days of the user's own calendar: a day is from midnight to midnight where the user is, 23 to 25 hours long.

/** The midnight before `at`, or `days` days later or earlier, in milliseconds since the epoch. */
export function midnight(at: number, days = 0): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

/** `2026-11-21`, by the user's calendar. */
export function dayName(at: number): string {
  const date = new Date(at);
  return [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
}

const two = (number: number): string => String(number).padStart(2, '0');

/** `2026-11`, by UTC: the name of a file must not depend on where the user travels. */
export function monthName(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}
