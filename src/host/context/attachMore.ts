// Attachments that come from the editor's other parts: its problems, Git, the terminal, its symbols.
import { randomUUID } from 'node:crypto';
import { SymbolInformation, commands, env, l10n, window, workspace, type Terminal, type Uri } from 'vscode';
import { estimateTokens } from '../../core/claude/messageUsage.ts';
import { uncommitted } from './git.ts';
import { partOf, type Made } from './fileAttachments.ts';
import { pathOf } from './places.ts';
import { problemsText } from './readAttachment.ts';

/** Of one file, or of the whole workspace. */
export function problems(uri?: Uri): Made {
  const text = problemsText(uri);
  if (text === '') return { refused: l10n.t('The editor knows of no problems.') };
  const label = uri === undefined ? l10n.t('Problems') : l10n.t('Problems of {0}', pathOf(uri).label);
  const place = uri === undefined ? {} : { uri: uri.toString(), path: pathOf(uri).path };
  return { attachment: { id: randomUUID(), kind: 'problems', label, ...place, tokens: estimateTokens(text.length) } };
}

/** What is not committed. */
export async function gitChanges(uri?: Uri): Promise<Made> {
  const text = await uncommitted(uri);
  if (text === '') return { refused: l10n.t('Git knows of no changes that are not committed.') };
  const label = uri === undefined ? l10n.t('Git changes') : l10n.t('Changes of {0}', pathOf(uri).label);
  const place = uri === undefined ? {} : { uri: uri.toString(), path: pathOf(uri).path };
  return { attachment: { id: randomUUID(), kind: 'diff', label, ...place, tokens: estimateTokens(text.length) } };
}

/**
 * What is selected in the terminal. No API gives it (https://github.com/microsoft/vscode/issues/188173), so it goes by way
 * of the clipboard, which gets back the text that it held; an image in it is lost.
 */
export async function terminalSelection(terminal: Terminal | undefined = window.activeTerminal): Promise<Made> {
  const held = await env.clipboard.readText();
  await env.clipboard.writeText('');
  try {
    await commands.executeCommand('workbench.action.terminal.copySelection');
    const text = await env.clipboard.readText();
    if (text.trim() === '') return { refused: l10n.t('Select something in the terminal first.') };
    const label = terminal === undefined ? l10n.t('Terminal') : l10n.t('Terminal: {0}', terminal.name);
    return { attachment: { id: randomUUID(), kind: 'terminal', label, text, tokens: estimateTokens(text.length) } };
  } finally {
    await env.clipboard.writeText(held);
  }
}

export async function symbolsNamed(query: string): Promise<readonly SymbolInformation[]> {
  const found: unknown = await commands.executeCommand('vscode.executeWorkspaceSymbolProvider', query);
  return Array.isArray(found) ? found.filter((each) => each instanceof SymbolInformation) : [];
}

export async function symbol({ name, location }: SymbolInformation): Promise<Made> {
  const document = await workspace.openTextDocument(location.uri);
  return { attachment: partOf(document, location.range, 'symbol', name) };
}
