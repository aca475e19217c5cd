// How every browser of the tests, benchmarks and pictures is started.

/** A machine without a screen, a GPU or a reason to call home. */
export const BROWSER_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];

/** Playwright's own, under which bars to scroll by take no room: people have them, and the page must bear that. */
export const REFUSED_FLAGS = ['--hide-scrollbars'];
