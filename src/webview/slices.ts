// Work that can wait, done in slices between which the page draws and takes keys: what the next frame shall show (colours of
// what has just come), what the reader sees (colours, formulas), and then what is far from their eyes, each kind in the order
// in which it came.

/** Longest slice in milliseconds: one step more and the frame behind it still end within the 50 that a key may wait. */
const SLICE = 8;

/** Does a step of some milliseconds at most; true when there is more. */
export type Work = () => boolean;

const forFrame: (() => void)[] = [];
const near: Work[] = [];
const far: Work[] = [];
let planned = false;

/** Does the work when there is time: `near` what the reader may be looking at. */
export function inSlices(work: Work, place: 'near' | 'far' = 'near'): void {
  (place === 'near' ? near : far).push(work);
  plan();
}

/**
 * Does the work when the next frame is about to be drawn, once for all that came since the last; what does not fit into a
 * slice comes behind that frame. A page that is not seen draws none: there it waits until it is.
 */
export function beforeFrame(work: () => void): void {
  if (forFrame.push(work) === 1) requestAnimationFrame(prepareFrame);
}

function prepareFrame(): void {
  const until = performance.now() + SLICE;
  for (const work of forFrame.splice(0)) {
    if (performance.now() < until) work();
    else
      inSlices(() => {
        work();
        return false;
      });
  }
}

function plan(): void {
  if (planned) return;
  planned = true;
  setTimeout(slice);
}

function slice(): void {
  planned = false;
  const until = performance.now() + SLICE;
  do {
    const queue = near.length > 0 ? near : far;
    const [work] = queue;
    if (work === undefined) return;
    if (!work()) queue.splice(queue.indexOf(work), 1);
  } while (performance.now() < until);
  if (near.length > 0 || far.length > 0) plan();
}
