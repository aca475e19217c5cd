import assert from 'node:assert/strict';
import { createMarkdown } from '../../../../src/webview/markdown/markdown.ts';
import { newRoot } from './page.ts';

const ACTIONS = { copy: 'Copy', insert: 'Insert', newFile: 'New file', terminal: 'Terminal' };

describe('The bar of a code block', () => {
  let calls: string[];
  let root: HTMLElement;
  const draw = (text: string) => {
    calls = [];
    root = newRoot();
    const markdown = createMarkdown(root, {
      highlight: false,
      labels: { codeActions: 'Actions', actions: ACTIONS, wrapLines: 'Wrap' },
      onCode: (action, code, language) => calls.push(`${action} ${language}: ${code}`),
    });
    markdown.push(text);
    return markdown;
  };
  const labels = (bar: Element | null | undefined) =>
    [...(bar?.querySelectorAll('button') ?? [])].map((each) => each.getAttribute('aria-label'));
  const button = (label: string) => root.querySelector<HTMLButtonElement>(`button[aria-label="${label}"]`)!;

  it('hands the code to the panel, without its last line feed', () => {
    draw('```ts\nlet a;\n\nlet b;\n```\n\n    plain\n\n```\nstill ope');
    for (const each of root.querySelectorAll<HTMLElement>('[data-action=copy]')) each.click();
    assert.deepEqual(calls, ['copy ts: let a;\n\nlet b;', 'copy : plain', 'copy : still ope']);
    button('New file').click();
    assert.equal(calls.at(-1), 'newFile ts: let a;\n\nlet b;');
  });

  it('has names for everyone, and no part in the text', () => {
    draw('```ts\nlet a;\n```\n');
    const bar = root.querySelector('[role=toolbar]');
    assert.equal(bar?.getAttribute('aria-label'), 'Actions');
    assert.equal(bar?.querySelector('[aria-hidden=true]')?.getAttribute('data-language'), 'ts');
    assert.deepEqual(labels(bar), ['Copy', 'Insert', 'New file', 'Wrap']);
    assert.equal(root.textContent, 'let a;\n');
  });

  it('offers the terminal for what a shell runs, and for nothing else', () => {
    for (const language of ['bash', 'sh', 'zsh', 'console', 'powershell', 'ps1', 'cmd', 'BASH']) {
      draw(`\`\`\`${language}\nls\n\`\`\``);
      assert.ok(labels(root).includes('Terminal'), language);
    }
    for (const language of ['', 'ts', 'text', 'python']) {
      draw(`\`\`\`${language}\nls\n\`\`\``);
      assert.ok(!labels(root).includes('Terminal'), language);
    }
  });

  it('waits with what half of the code could spoil for the end of the block', () => {
    const markdown = draw('```sh\nrm -rf ./bui');
    const waiting = () => [...root.querySelectorAll('button:disabled')].map((each) => each.getAttribute('aria-label'));
    assert.deepEqual(waiting(), ['New file', 'Terminal']);
    markdown.push('ld\n```\nmore');
    assert.deepEqual(waiting(), []);
    draw('```sh\nls').end();
    assert.deepEqual(waiting(), []);
  });

  it('is one stop of the Tab key; the arrows go on from there', () => {
    draw('```ts\nlet a;\n```\n');
    document.body.append(root);
    const stops = () =>
      [...root.querySelectorAll('button')]
        .filter((each) => each.tabIndex === 0)
        .map((each) => each.getAttribute('aria-label'));
    const press = (key: string) =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    assert.deepEqual(stops(), ['Copy']);
    button('Copy').focus();
    for (const [key, label] of [
      ['ArrowLeft', 'Wrap'],
      ['ArrowRight', 'Copy'],
      ['ArrowRight', 'Insert'],
      ['End', 'Wrap'],
      ['Home', 'Copy'],
      ['x', 'Copy'],
    ] as const) {
      press(key);
      assert.equal(document.activeElement?.getAttribute('aria-label'), label);
      assert.deepEqual(stops(), [label]);
    }
    root.remove();
  });

  it('wraps long lines, and says so', () => {
    draw('```ts\nlet a;\n```\n');
    button('Wrap').click();
    assert.equal(button('Wrap').getAttribute('aria-pressed'), 'true');
    assert.ok(root.querySelector('.code')?.classList.contains('wrapped'));
    button('Wrap').click();
    assert.equal(button('Wrap').getAttribute('aria-pressed'), 'false');
    assert.deepEqual(calls, []);
  });
});
