// The colour behind the conversation. A view is not told whether it stands in a side bar or in the panel at the bottom; in
// themes that have one colour for both, the conversation has it too: what is opaque need not be mixed, in each frame that
// scrolls, with what lies behind it.

const PLACES = ['--vscode-sideBar-background', '--vscode-panel-background'];
/** VS Code writes a colour that lets something through as `rgba()`. */
const OPAQUE = /^#[\da-f]{6}$/i;

/** Gives the element the colour of the place where it stands, if that is certain, in each theme. */
export function keepBackground(viewport: HTMLElement): void {
  const root = document.documentElement;
  const paint = (): void => {
    const style = getComputedStyle(root);
    const [color = '', ...others] = PLACES.map((name) => style.getPropertyValue(name).trim());
    const certain = OPAQUE.test(color) && others.every((other) => other === color);
    viewport.style.backgroundColor = certain ? color : '';
  };
  paint();
  // VS Code puts the colours of a new theme there.
  new MutationObserver(paint).observe(root, { attributes: true, attributeFilter: ['style'] });
}
