import assert from 'node:assert/strict';
import { createMarkdown } from '../../../../src/webview/markdown/markdown.ts';
import { newRoot } from './page.ts';

describe('The bar of a code block', () => {
  const calls: string[] = [];
  const root = newRoot();
  before(() => {
    const markdown = createMarkdown(root, {
      highlight: false,
      labels: { codeActions: 'Actions', copyCode: 'Copy', insertAtCursor: 'Insert' },
      onCopy: (code) => calls.push(`copy ${code}`),
      onInsert: (code) => calls.push(`insert ${code}`),
    });
    markdown.push('```ts\nlet a;\n\nlet b;\n```\n\n    plain\n\n```\nstill ope');
  });

  it('hands the code to the panel, without its last line feed', () => {
    for (const button of root.querySelectorAll('button')) button.click();
    const codes = ['let a;\n\nlet b;', 'plain', 'still ope'];
    assert.deepEqual(
      calls,
      codes.flatMap((code) => [`copy ${code}`, `insert ${code}`]),
    );
  });

  it('has names for everyone, and no part in the text', () => {
    const bar = root.querySelector('[role=toolbar]');
    assert.equal(bar?.getAttribute('aria-label'), 'Actions');
    assert.equal(bar?.querySelector('[aria-hidden=true]')?.getAttribute('data-language'), 'ts');
    assert.deepEqual(
      [...(bar?.querySelectorAll('button') ?? [])].map((button) => button.getAttribute('aria-label')),
      ['Copy', 'Insert'],
    );
    assert.equal(root.textContent, 'let a;\n\nlet b;\nplain\nstill ope');
  });
});
