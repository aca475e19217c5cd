// Runs in the page: gives a renderer one batch per animation frame and follows the end, as the panel does.

export interface Renderer {
  push(text: string): void;
  end(): void;
}

export interface Times {
  /** Milliseconds in `push`, and with the layout it causes. */
  readonly script: number;
  readonly busy: number;
  readonly longest: number;
}

declare global {
  var streamInPage: (batches: readonly string[], css: string) => Promise<Times>;
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

export function offer(
  start: (root: HTMLElement) => Renderer,
  prepare: () => Promise<unknown> = async () => undefined,
): void {
  globalThis.streamInPage = async (batches, css) => {
    await prepare();
    document.body.replaceChildren();
    const style = document.createElement('style');
    style.textContent = `body{margin:0;font:13px/1.5 sans-serif}#view{width:420px;height:760px;overflow:auto}${css}`;
    const view = document.createElement('div');
    view.id = 'view';
    const root = document.createElement('div');
    view.append(root);
    document.body.append(style, view);
    const renderer = start(root);
    let [script, busy, longest] = [0, 0, 0];
    for (const batch of batches) {
      await nextFrame();
      const before = performance.now();
      renderer.push(batch);
      const drawn = performance.now();
      view.scrollTop = view.scrollHeight;
      const done = performance.now();
      script += drawn - before;
      busy += done - before;
      longest = Math.max(longest, done - before);
    }
    renderer.end();
    await nextFrame();
    return { script, busy, longest };
  };
}
