// The commands of inline edits. Each walks through the door, which loads what is behind it at the first time.
import type { CommandName } from '../names.ts';
import type { EditDesk } from '../edit/editDesk.ts';
import type { EditDoor } from '../edit/editDoor.ts';

export type EditCommand = Extract<
  CommandName,
  | 'sidestream.editInline'
  | 'sidestream.generateHere'
  | 'sidestream.fix'
  | 'sidestream.addDocs'
  | 'sidestream.addTests'
  | 'sidestream.acceptAll'
  | 'sidestream.rejectAll'
  | 'sidestream.acceptChange'
  | 'sidestream.rejectChange'
  | 'sidestream.nextChange'
  | 'sidestream.previousChange'
  | 'sidestream.showChanges'
  | 'sidestream.reopenLastEdit'
>;

/** An argument comes from a code lens, a hover, a menu, or a key binding of the user's own (`{"instruction": "…"}`). */
export function editCommands(door: EditDoor): Record<EditCommand, (argument?: unknown) => unknown> {
  const at =
    (work: (desk: EditDesk, argument: unknown) => unknown) =>
    async (argument?: unknown): Promise<unknown> =>
      work(await door.enter(), argument);
  return {
    'sidestream.editInline': at((desk, argument) => desk.editInline(argument)),
    'sidestream.generateHere': at((desk, argument) => desk.generateHere(argument)),
    'sidestream.fix': at((desk, argument) => desk.fix(argument)),
    'sidestream.addDocs': at((desk) => desk.addDocs()),
    'sidestream.addTests': at((desk) => desk.addTests()),
    'sidestream.acceptAll': at(({ review }, argument) => review.acceptAll(argument)),
    'sidestream.rejectAll': at(({ review }, argument) => review.rejectAll(argument)),
    'sidestream.acceptChange': at(({ review }, argument) => review.acceptChange(argument)),
    'sidestream.rejectChange': at(({ review }, argument) => review.rejectChange(argument)),
    'sidestream.nextChange': at(({ review }) => review.go(1)),
    'sidestream.previousChange': at(({ review }) => review.go(-1)),
    'sidestream.showChanges': at(({ review }, argument) => review.showChanges(argument)),
    'sidestream.reopenLastEdit': at((desk) => desk.reopenLast()),
  };
}
