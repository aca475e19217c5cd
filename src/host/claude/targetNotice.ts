// What the panel says above the composer of the key and the address, before anything is sent.
import { l10n } from 'vscode';
import type { Notice } from '../../panelState.ts';
import type { Target } from './connections.ts';

/** `wasStored`: a key was stored for this address, and nobody has cleared it. */
export function targetNotice({ key, failure, insecure, url }: Target, wasStored: boolean): Notice | undefined {
  if (failure?.kind === 'badBaseUrl') {
    return {
      severity: 'error',
      title: l10n.t('The setting sidestream.baseUrl is no http(s) address.'),
      detail: l10n.t('Correct it, or leave it empty for Anthropic’s own API.'),
      steps: ['openSettings'],
    };
  }
  if (insecure) {
    return {
      severity: 'warning',
      title: l10n.t('Your key and your code travel in clear to {0}.', url?.host ?? ''),
      detail: l10n.t('Use an https address in sidestream.baseUrl.'),
      steps: ['openSettings'],
    };
  }
  if (!wasStored || key === 'stored' || key === 'environment') return undefined;
  return {
    severity: 'warning',
    title: l10n.t('This host of the editor has forgotten the API key.'),
    detail: l10n.t('It keeps secrets only until it reloads. Set the key again, or start it with ANTHROPIC_API_KEY.'),
    steps: ['setApiKey'],
  };
}
