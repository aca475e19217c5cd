// What stands in the place of a deleted turn: one line that says so, with the way back.
import type { Turn } from '../panelState.ts';
import { button, element } from './element.ts';
import type { TurnActions } from './turnActions.ts';
import type { TurnView } from './turnView.ts';
import { drawVersions } from './versionSwitch.ts';
import type { Words } from './words.ts';

export function drawDeleted(turn: Turn, actions: TurnActions, words: Words): TurnView {
  const { id, role, versions } = turn;
  if (turn.deleted === 'question') return { root: element('div', { id, hidden: '' }), dispose: () => {} };
  const text = words(role === 'user' ? 'deletedMessage' : 'deletedAnswer');
  const undo = button({ label: words('undo'), class: 'link' }, () => actions.restore(id));
  const root = element('div', { class: 'deleted', id }, element('span', {}, text), undo);
  const other = drawVersions(versions, id, '', words, (version) => actions.show(version));
  if (other !== undefined) root.append(other);
  return { root, dispose: () => {} };
}
