// KaTeX as the panel uses it: nothing that TeX can ask for leaves the formula, loads anything or goes on without end.
import { render } from 'katex';
import { fraktur } from './fraktur.ts';

export function katexRender(tex: string, into: HTMLElement, displayMode: boolean): void {
  render(tex, into, {
    displayMode,
    // The name of the formula says its source already; a copy as MathML would double the text.
    output: 'html',
    trust: false,
    strict: 'ignore',
    throwOnError: true,
    maxExpand: 1_000,
    maxSize: 20,
  });
  for (const each of into.querySelectorAll('.mathfrak, .textfrak')) {
    if (each.childElementCount === 0) each.textContent = fraktur(each.textContent);
  }
}
