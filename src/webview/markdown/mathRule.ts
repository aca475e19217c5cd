// Formulas as a rule of markdown-it's: a token of the type `math`, the source as its content.
import type { MarkdownIt } from 'markdown-it';
import { formulaAt } from './mathSyntax.ts';

export function addMath(md: MarkdownIt): void {
  // Before escapes, since `\(` would be one; code comes first all the same, by its own character.
  md.inline.ruler.before('escape', 'math', (state, silent) => {
    const char = state.src.charCodeAt(state.pos);
    if (char !== 0x24 && char !== 0x5c) return false;
    const formula = formulaAt(state.src, state.pos);
    if (formula === undefined || formula.end > state.posMax) return false;
    if (!silent) {
      const token = state.push('math', 'span', 0);
      token.content = formula.tex;
      token.block = formula.display;
    }
    state.pos = formula.end;
    return true;
  });
  md.renderer.rules['math'] = (tokens, index) => `<span>${md.utils.escapeHtml(tokens[index]?.content ?? '')}</span>`;
}
