// When something was, as people say it.

const UNITS = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['week', 7 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** `2 hours ago`, in the words of the language (a BCP 47 tag); one that nobody knows is taken for English. */
export function ago(at: number, now: number, language: string): string {
  const seconds = Math.max(0, (now - at) / 1000);
  const format = new Intl.RelativeTimeFormat([language, 'en'], { numeric: 'auto' });
  const [unit, length] = UNITS.find(([, each]) => seconds >= each) ?? (['second', 1] as const);
  return format.format(unit === 'second' ? 0 : -Math.floor(seconds / length), unit);
}
