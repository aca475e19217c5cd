// Draws what the user has said: their words as they typed them, a mark when the message never reached Claude, and what
// can be done with it.
import type { UserTurn } from '../panelState.ts';
import { drawSentChips } from './context/chip.ts';
import { button, element } from './element.ts';
import type { TurnActions } from './turnActions.ts';
import { drawToolbar } from './turnToolbar.ts';
import type { TurnView } from './turnView.ts';
import { drawVersions } from './versionSwitch.ts';
import type { Words } from './words.ts';

export interface UserTurnActions extends TurnActions {
  /** Puts an editor into the drawn turn. */
  edit(turn: UserTurn, root: HTMLElement): void;
}

/** A longer message is folded to this many characters: laying out megabytes at once would freeze the page. */
const SHOWN = 6_000;
/** Characters to a block of an unfolded message, each laid out only when it comes into view. */
const PIECE = 20_000;

export interface UserTurnView extends TurnView {
  /** Draws anew what may change of a turn; its words never do. */
  update(turn: UserTurn): void;
}

/** Draws into `root`, the empty place of the turn. */
export function drawUserTurn(root: HTMLElement, turn: UserTurn, actions: UserTurnActions, words: Words): UserTurnView {
  const bubble = element('div', { class: 'bubble', dir: 'auto' });
  const wordless = turn.text.trim() === '';
  bubble.hidden = wordless;
  root.append(bubble);
  const below = element('div', { class: 'below' });
  const mark = element('p', { class: 'mark' }, words('notSent'));
  const memory = element('p', { class: 'memory' }, element('span', {}, words('memoryStarts')));
  let now = turn;

  if (turn.text.length <= SHOWN) bubble.append(turn.text);
  else {
    bubble.append(`${turn.text.slice(0, SHOWN)}…`);
    const all = button({ label: words('showAll'), class: 'link', 'data-action': 'showAll' }, () => {
      bubble.replaceChildren(...pieces(turn.text).map((piece) => element('div', { class: 'piece' }, piece)));
      all.remove();
    });
    root.append(all);
  }
  const toolbar = drawToolbar(words('messageActions'), [
    { icon: 'edit', label: words('step_edit'), action: 'edit', run: () => actions.edit(now, root) },
    ...(wordless
      ? []
      : [{ icon: 'copy', label: words('copyMessage'), action: 'copy', run: () => actions.copy(now.text) } as const]),
    {
      icon: 'delete',
      label: words('deleteMessage'),
      title: words('deleteMessageDetail'),
      action: 'delete',
      run: () => actions.delete(now.id),
    },
  ]);
  below.append(toolbar);
  root.append(below);

  const update = (next: UserTurn): void => {
    now = next;
    root.dataset['state'] = next.state;
    if (next.state === 'failed') below.before(mark);
    else mark.remove();
    root.querySelector('.chips')?.remove();
    if (next.context !== undefined) {
      bubble.after(drawSentChips(next.context, words, (id) => actions.openContext(id, next.id)));
    }
    below.querySelector('.versions')?.remove();
    const versions = drawVersions(next.versions, next.id, '', words, (id) => actions.show(id));
    if (versions !== undefined) below.append(versions);
  };

  update(turn);
  return {
    root,
    update,
    get mark() {
      return now.memoryStarts === true ? memory : undefined;
    },
    dispose: () => memory.remove(),
  };
}

/** Cuts at line ends where there are any, never within a pair that makes one character. */
export function pieces(text: string): string[] {
  const cut: string[] = [];
  for (let from = 0; from < text.length;) {
    const line = text.indexOf('\n', from + PIECE);
    let to = line === -1 || line > from + 2 * PIECE ? from + PIECE : line + 1;
    if (/[\uD800-\uDBFF]/.test(text.charAt(to - 1))) to += 1;
    cut.push(text.slice(from, to));
    from = to;
  }
  return cut;
}
