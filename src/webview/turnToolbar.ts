// The row of icon buttons that belongs to one turn, seen on hover and while the focus is in it.
import { button, element } from './element.ts';
import { icon, type IconName } from './icon.ts';

export interface ToolbarButton {
  readonly icon: IconName;
  readonly label: string;
  /** Said on hover in place of the label. */
  readonly title?: string;
  /** What a test or a style tells it by. */
  readonly action: string;
  readonly run: () => void;
}

export function drawToolbar(label: string, buttons: readonly ToolbarButton[]): HTMLElement {
  const drawn = buttons.map((each) => {
    const { action, run, title = each.label } = each;
    const made = button({ class: 'quiet', 'data-action': action, 'aria-label': each.label, title }, run);
    made.append(icon(each.icon));
    return made;
  });
  return element('div', { class: 'actions', role: 'toolbar', 'aria-label': label }, ...drawn);
}
