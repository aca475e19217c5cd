// The turns of a long chat, some of whose answers are very long, and when a page has drawn all of them.
import type { PanelPage } from './panelPage.ts';
import { claude, user } from './scenes.ts';

export const COUNT = 40;
const text = (index: number): string =>
  Array.from(
    { length: 4 + ((index * 37) % 200) },
    (_, part) =>
      `Part ${part} of answer ${index}, with $x_{${part}}$.\n\n\`\`\`ts\nconst part = ${part};\n\`\`\`\n\n- one\n- two`,
  ).join('\n\n');
export const TURNS = Array.from({ length: COUNT }, (_, index) => [
  user(`u${index}`, `Question ${index}?`),
  claude(`c${index}`, { outcome: 'done', text: text(index) }),
]).flat();

/** All turns are drawn and have their formulas; those that are near, and no others, have colours. */
export const whole = async ({ page }: PanelPage): Promise<void> => {
  await page.waitForFunction(
    (count) =>
      document.querySelectorAll('.undrawn, .answer:not(:has(.section))').length === 0 &&
      document.querySelectorAll('.answer').length === count &&
      [...document.querySelectorAll('.group:not(.far) .row')].every((row) => row.querySelector('.keyword')) &&
      document.querySelector('.group.far .keyword') === null &&
      [...document.querySelectorAll('.math')].every((math) => math.querySelector('.katex')),
    COUNT,
  );
};
