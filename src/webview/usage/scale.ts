// The axis of a chart: round steps that a reader can count by.

/** From 0 to at least `top`, in three to five steps of 1, 2 or 5 times a power of ten. Never empty. */
export function ticksUpTo(top: number): readonly number[] {
  if (!(top > 0)) return [0, 1];
  const power = 10 ** Math.floor(Math.log10(top / 4));
  const step = power * ([1, 2, 5, 10].find((each) => each * power * 5 >= top) ?? 10);
  const steps = Math.max(1, Math.ceil(top / step - 1e-9));
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}
