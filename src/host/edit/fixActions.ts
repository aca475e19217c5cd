// The light bulb: Fix where something is reported. Never preferred, since an answer of a model is no sure cure.
import {
  CodeAction,
  CodeActionKind,
  l10n,
  languages,
  type CodeActionContext,
  type Disposable,
  type Range,
  type TextDocument,
} from 'vscode';
import type { CommandName } from '../names.ts';

const COMMAND: CommandName = 'sidestream.fix';

export function offerFixes(enabled: () => boolean): Disposable {
  const provider = {
    provideCodeActions(document: TextDocument, _: Range, { diagnostics }: CodeActionContext): CodeAction[] {
      const [first] = diagnostics;
      if (first === undefined || !enabled() || document.uri.scheme === 'output') return [];
      const action = new CodeAction(l10n.t('Fix with Claude'), CodeActionKind.QuickFix);
      action.diagnostics = [...diagnostics];
      action.command = { command: COMMAND, title: action.title, arguments: [{ line: first.range.start.line }] };
      return [action];
    },
  };
  const metadata = { providedCodeActionKinds: [CodeActionKind.QuickFix] };
  return languages.registerCodeActionsProvider({ scheme: '*' }, provider, metadata);
}
