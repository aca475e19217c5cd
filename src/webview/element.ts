// Makes one element with its attributes and children; text always enters as text, never as HTML. Shows and hides one.

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A button that does one thing; `type=button` so that it never submits the composer. */
export function button(attributes: Readonly<Record<string, string>>, onClick: () => void): HTMLButtonElement {
  const { label, ...rest } = attributes;
  const made = element('button', { type: 'button', ...rest }, ...(label === undefined ? [] : [label]));
  made.addEventListener('click', onClick);
  return made;
}

/** For what is set in each frame: Chromium computes styles anew for an attribute that gets the value that it has. */
export function setHidden(root: HTMLElement, hidden: boolean): void {
  if (root.hidden !== hidden) root.hidden = hidden;
}
