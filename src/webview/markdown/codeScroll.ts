// Code that is scrolled sideways stays so: while an answer comes, what nobody has scrolled cannot be (markdown.css).

/** Marks the blocks of code within `root` as scrolled for as long as they are. */
export function markScrolledCode(root: HTMLElement): void {
  // A scroll does not bubble, so it is heard on its way down.
  root.addEventListener(
    'scroll',
    ({ target }) => {
      if (target instanceof HTMLElement && target.matches('.code > pre')) {
        target.parentElement?.classList.toggle('scrolled', target.scrollLeft !== 0);
      }
    },
    { capture: true, passive: true },
  );
}

/** Lets the block of code around `node`, if there is one, be scrolled. */
export function letCodeScroll(node: Node): void {
  node.parentElement?.closest('.code')?.classList.add('scrolled');
}
