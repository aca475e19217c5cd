// Waits until what has just been put on the page is on the screen. A page that is not seen draws no frames: there it waits
// until it is.

export function afterFrame(run: () => void): void {
  requestAnimationFrame(() => setTimeout(run));
}
