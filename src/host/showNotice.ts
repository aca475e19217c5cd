// Shows a notice outside the panel, as a message of the editor with its ways on as buttons.
import { l10n, window } from 'vscode';
import type { NextStep, Notice } from '../panelState.ts';
import { takeStep } from './chat/panelActions.ts';

/** A way on that a message offers. */
export interface WayOn {
  readonly title: string;
  readonly run: () => unknown;
}

/** `ways` come before the notice's own steps; those that only a chat can take are left out. */
export function showNotice({ severity, title, detail, requestId, steps }: Notice, ways: readonly WayOn[] = []): void {
  const all = [...ways, ...steps.flatMap(wayOf)];
  const id = requestId === undefined ? '' : l10n.t('(Request {0})', requestId);
  const words = [title, detail ?? '', id].filter((part) => part !== '').join(' ');
  const show = {
    error: window.showErrorMessage,
    warning: window.showWarningMessage,
    info: window.showInformationMessage,
  };
  void show[severity](words, ...all).then((way) => way?.run());
}

function wayOf(step: NextStep): WayOn[] {
  const titles: Partial<Record<NextStep, string>> = {
    setApiKey: l10n.t('Set API Key'),
    selectModel: l10n.t('Select Model…'),
    testConnection: l10n.t('Test Connection'),
    openSettings: l10n.t('Open Settings'),
    showLog: l10n.t('Show Log'),
  };
  const title = titles[step];
  return title === undefined ? [] : [{ title, run: () => takeStep(step) }];
}
