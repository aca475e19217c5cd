// What is hard to lay out: other scripts, words without an end, tables and lines wider than any panel.
import type { HostEvent } from '../../../src/protocol.ts';
import { CHIPS, claude, state, user } from './scenes.ts';

const said = (question: string, text: string): readonly HostEvent[] => [
  state([user('u1', question), claude('c1', { outcome: 'done', text })]),
];
const WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

export const HARD_SCENES: Readonly<Record<string, readonly HostEvent[]>> = {
  rightToLeft: [
    state([
      user('u1', 'مرحبا، كيف أقرأ ملفا في بايثون؟'),
      claude('c1', {
        outcome: 'done',
        text: 'استخدم الدالة `open`:\n\n```python\nwith open("a.txt") as f:\n    print(f.read())\n```\n\nوهذا كل شيء.',
      }),
    ]),
  ],
  rightToLeftTable: said(
    'קרא את הקובץ והסבר לי את `read()`',
    'הפונקציה `read()` מחזירה **0** בסוף הקובץ:\n\n1. ראשית, פתח את הקובץ.\n2. שנית, קרא.\n   - בתוך לולאה\n\n> ציטוט קצר.\n\n| תוצאה | משמעות |\n| --- | --- |\n| `0` | סוף הקובץ |\n| `-1` | שגיאה |\n\nMixed: the word שלום stands here.\n',
  ),
  emoji: said(
    '👩‍👩‍👧‍👦 What does 🇩🇪 mean in `flags["🇩🇪"]`? 👍🏽',
    '## 🎉 Done\n\n- ✅ one\n- ❌ two\n- 👩🏽‍💻 three\n\n```ts\nconst flags = { "🇩🇪": 1, "👍🏽": 2 }; // 👩‍👩‍👧‍👦 are one sign\n```\n\n| 🙂 | 🙃 |\n| --- | --- |\n| a | b |\n',
  ),
  longWords: said(
    `${WORD}/${WORD} https://example.com/${'path/'.repeat(30)}`,
    `${WORD}\n\n\`${WORD}${WORD}\`\n\n# ${WORD}\n\n- ${WORD}\n\n> ${WORD}\n\n[${WORD}](https://example.com) and https://example.com/${'path/'.repeat(30)}\n`,
  ),
  wideTable: said(
    'As a table, please.',
    `Twelve columns:\n\n|${Array.from({ length: 12 }, (_, at) => ` Column ${at} `).join('|')}|\n|${' --- |'.repeat(12)}\n${`|${Array.from({ length: 12 }, (_, at) => ` value ${at} of it `).join('|')}|\n`.repeat(4)}\nand after it.`,
  ),
  longLine: said(
    'On one line?',
    `\`\`\`ts\nconst line = [${Array.from({ length: 1250 }, (_, at) => `'${at + 1000}', `).join('')}];\nconst short = 1;\n\`\`\`\n\nThat was it.`,
  ),
  imageAlone: [
    state([user('u1', '', { context: [CHIPS[3]!] }), claude('c1', { outcome: 'done', text: 'A tide table.' })], {
      context: { chips: [CHIPS[3]!] },
    }),
  ],
};
