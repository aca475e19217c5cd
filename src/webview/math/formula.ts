// Draws formulas with KaTeX, which is loaded with the first of them, its stylesheet and fonts along with it. Until then, and
// where TeX cannot be read, the source is shown.
import { afterFrame } from '../afterFrame.ts';
import { element } from '../element.ts';
import { inSlices } from '../slices.ts';

type Render = (tex: string, into: HTMLElement, display: boolean) => void;

/** A paragraph is drawn again while it grows: its formulas are kept ready. */
const KEPT = 200;
/** More than any formula is long; what is longer would only hold up the page. */
const LONGEST = 4_000;

const drawn = new Map<string, HTMLElement>();
const waiting: (() => void)[] = [];
let render: Render | undefined;
let loading: Promise<void> | undefined;

export function drawFormula(tex: string, display: boolean): HTMLElement {
  const root = element('span', { class: display ? 'math display' : 'math', role: 'math', 'aria-label': tex });
  // Read from left to right, whatever is around it.
  root.dir = 'ltr';
  const fill = (): void => root.replaceChildren(content(tex, display));
  if (render === undefined) {
    waiting.push(fill);
    // Its files come through the thread that draws the text beside it.
    loading ??= new Promise<void>(afterFrame).then(load);
  }
  fill();
  return root;
}

function content(tex: string, display: boolean): Node {
  if (render === undefined || tex.length > LONGEST) return source(tex);
  const key = `${display ? 1 : 0}${tex}`;
  let made = drawn.get(key);
  if (made === undefined) {
    made = element('span');
    try {
      render(tex, made, display);
    } catch {
      // Not TeX, or too much of it.
      made.replaceChildren(source(tex));
    }
    drawn.set(key, made);
    const [oldest] = drawn.keys();
    if (drawn.size > KEPT && oldest !== undefined) drawn.delete(oldest);
  }
  return made.cloneNode(true);
}

const source = (tex: string): HTMLElement => element('code', {}, tex);

async function load(): Promise<void> {
  const [{ katexRender }] = await Promise.all([import('./katexRender.ts'), loadStyle()]);
  // The letters of nearly all formulas: without them a formula would jump from font to font.
  await Promise.all([document.fonts.load('1em KaTeX_Main'), document.fonts.load('italic 1em KaTeX_Math')]);
  render = katexRender;
  inSlices(() => {
    waiting.shift()?.();
    return waiting.length > 0;
  });
}

function loadStyle(): Promise<unknown> {
  const href = new URL('katex.css', import.meta.url).href;
  const link = element('link', { rel: 'stylesheet', href });
  return new Promise((resolve, reject) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', reject);
    document.head.append(link);
  });
}
