import assert from 'node:assert/strict';
import hljs from 'highlight.js/lib/core';
import typescript from 'highlight.js/lib/languages/typescript';
import { loadHighlight } from '../../../../src/webview/markdown/highlighter.ts';
import { updateColors } from '../../../../src/webview/markdown/blockColors.ts';
import { languageNamed } from '../../../../src/webview/markdown/languages.ts';
import { createMarkdown } from '../../../../src/webview/markdown/markdown.ts';
import { until } from '../../../support/until.ts';
import { stream } from './page.ts';

const CODE = [
  '/* a comment',
  '   of two lines */ const text = `a ${b} c`;',
  'export async function run(path: string, depth = 1): Promise<void> {',
  '  // only one line',
  '  const joined = `first',
  'second ${path.replace(/x/g, "y")}`;',
  '  return items.map((',
  '    item,',
  '    index,',
  '  ) => item[index] * 0x1f);',
  '}',
  '',
].join('\n');

/** The coloured runs of an answer: neighbours of one colour joined. */
function colors(root: HTMLElement): string {
  const runs: [string, string][] = [];
  for (const row of root.querySelectorAll('.row')) {
    for (const node of row.childNodes) {
      if (node.textContent === '') continue;
      const color = (node as HTMLElement).className ?? '';
      const last = runs.at(-1);
      if (last?.[0] === color) last[1] += node.textContent;
      else runs.push([color, node.textContent ?? '']);
    }
  }
  return runs.map(([color, text]) => `${color}<${text}>`).join('');
}

describe('Colours of code', () => {
  before(() => loadHighlight('typescript'));

  it('are the ones of the whole block, however it was cut', () => {
    const whole = colors(stream(`\`\`\`ts\n${CODE}\`\`\`\n`, 1e6));
    assert.match(whole, /keyword<const>/);
    assert.match(whole, /comment<\/\* a comment\n {3}of two lines \*\/>/);
    for (const size of [1, 2, 3, 7, 40, 100]) {
      const root = stream(`\`\`\`ts\n${CODE}\`\`\`\n`, size);
      assert.equal(colors(root), whole, `pieces of ${size}`);
      assert.equal(root.textContent, CODE);
    }
  });

  it('mark what highlight.js marks', () => {
    hljs.registerLanguage('typescript', typescript);
    const html = hljs.highlight(CODE, { language: 'typescript' }).value;
    const keywords = [...html.matchAll(/hljs-keyword">([^<]*)</g)].map((match) => match[1]);
    const ours = [...stream(`\`\`\`ts\n${CODE}\`\`\``, 5).querySelectorAll('.keyword')].map((node) => node.textContent);
    assert.deepEqual(
      ours.filter((word) => keywords.includes(word)),
      keywords,
    );
  });

  it('stay on a finished line while more arrives', () => {
    const simple = 'const a = 1;\nlet b = "x";\n// end\nfoo(a);\n';
    const seen: string[] = [];
    stream(`\`\`\`ts\n${simple}`, 1, (root) => {
      const first = root.querySelector('.row > span');
      if (root.textContent.includes('\n')) seen.push(`${first?.className} ${first?.textContent}`);
    });
    assert.deepEqual([...new Set(seen)], ['keyword const']);
  });

  it('know what the lines before have left open', () => {
    stream('```ts\n/* one\ntwo\nlet three\n', 1, (root) => {
      if (root.textContent.endsWith('three\n')) assert.equal(colors(root), 'comment</* one\ntwo\nlet three\n>');
    });
  });

  it('come to what stood there before the language was loaded', async () => {
    const root = stream('```python\nprint("a")\n```\n', 4);
    assert.equal(root.querySelector('.string'), null);
    await until('it is coloured', async () => assert.equal(root.querySelector('.string')?.textContent, '"a"'));
  });

  it('leave code in a language that we do not have as it is', () => {
    assert.equal(languageNamed('constructor'), undefined);
    assert.equal(colors(stream('```brainfuck\n+[->+<]\n```\n', 3)), '<+[->+<]\n>');
  });

  it('go where code is far from what is seen, and are the same when it is near again', async () => {
    const text = `\`\`\`ts\n${CODE.repeat(60)}\`\`\`\n`;
    const whole = stream(text, 1e6);
    const root = document.createElement('div');
    let near = false;
    const markdown = createMarkdown(root, { isNear: () => near });
    markdown.push(text);
    markdown.end();
    const plain = colors(root);
    assert.equal(plain, `<${CODE.repeat(60)}>`);
    for (const wanted of [true, false, true]) {
      near = wanted;
      updateColors(root);
      await until('it has its colours, or none', async () =>
        assert.ok(colors(root) === (near ? colors(whole) : plain)),
      );
      assert.equal(root.textContent, CODE.repeat(60));
    }
  });

  it('come to code that streams once it is near', async () => {
    const root = document.createElement('div');
    let near = false;
    const markdown = createMarkdown(root, { isNear: () => near });
    markdown.push('```ts\nconst a = 1;\nlet b');
    assert.equal(root.querySelector('.row > span'), null);
    near = true;
    markdown.push(' = 2;\n');
    assert.equal(colors(root), colors(stream('```ts\nconst a = 1;\nlet b = 2;\n', 1e6)));
  });

  it('reach the end of a block that is longer than a slice', async () => {
    const code = CODE.repeat(120);
    const root = stream(`\`\`\`ts\n${code}\`\`\`\n`, 1e6);
    while (root.querySelector('.row:last-child span') === null) await new Promise((resolve) => setTimeout(resolve));
    assert.equal(root.textContent, code);
    assert.equal(root.querySelectorAll('.row').length > 20, true);
  });
});
