// A text area with a very long text in it: measuring or wrapping all of that would hold up the page for seconds.

/** Above this many characters it is given its full height unmeasured: measuring lays all of the text out. */
const MEASURED = 20_000;
/** Above this many, lines are not wrapped, because wrapping megabytes takes seconds at every change of width. */
const WRAPPED = 200_000;

/** Lays the area out for what it holds, and `coming` characters that are about to be pasted: afterwards is too late. */
export function layOut(area: HTMLTextAreaElement, coming = 0): void {
  const length = area.value.length + coming;
  area.classList.toggle('large', length > MEASURED);
  const wrap = length > WRAPPED ? 'off' : 'soft';
  if (area.wrap !== wrap) area.wrap = wrap;
  // Chromium looks for the direction anew at each line it lays in: 16,000 lines took 4 s with it, 0.04 s without.
  const direction = length > WRAPPED ? 'ltr' : 'auto';
  if (area.dir !== direction) area.dir = direction;
}
