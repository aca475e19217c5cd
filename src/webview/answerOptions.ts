// What the renderer of answers gets from the panel: its words, and a message to the host for each button of a code block.
import type { PageMessage } from '../protocol.ts';
import { drawFormula } from './math/formula.ts';
import type { CodeAction } from './markdown/codeBar.ts';
import type { MarkdownOptions } from './markdown/markdown.ts';
import { beforeFrame } from './slices.ts';
import { isNear } from './turnGroups.ts';
import type { VsCodeApi } from './vscodeApi.ts';
import type { Words } from './words.ts';

export function answerOptions(api: VsCodeApi, words: Words): MarkdownOptions {
  return {
    labels: {
      codeActions: words('codeActions'),
      actions: {
        copy: words('copyCode'),
        insert: words('insertAtCursor'),
        apply: words('applyToFile'),
        newFile: words('openInNewFile'),
        terminal: words('putInTerminal'),
      },
      wrapLines: words('wrapLines'),
      taskDone: words('taskDone'),
      taskOpen: words('taskOpen'),
    },
    drawMath: drawFormula,
    isNear,
    soon: beforeFrame,
    onCode: (action, code, language) => api.post(messageOf(action, code, language.slice(0, 64))),
  };
}

function messageOf(action: CodeAction, text: string, language: string): PageMessage {
  switch (action) {
    case 'copy':
      return { type: 'copy', text };
    case 'insert':
      return { type: 'insertAtCursor', text };
    case 'apply':
      return { type: 'applyToFile', text, language };
    case 'newFile':
      return { type: 'newFile', text, language };
    case 'terminal':
      return { type: 'putInTerminal', text, language };
  }
}
