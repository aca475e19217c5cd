// What a command of inline edits is called with: by a code lens, a hover, a menu, or a key binding of the user's own.
import { Uri } from 'vscode';
import type { Chosen } from './editLenses.ts';

export function instructionOf(argument: unknown): string | undefined {
  const given = get(argument, 'instruction');
  return typeof given === 'string' ? given : undefined;
}

/** The line that a light bulb stands in. */
export function lineOf(argument: unknown): number | undefined {
  const line = get(argument, 'line');
  return typeof line === 'number' ? line : undefined;
}

export function hasEdit(argument: unknown): boolean {
  return get(argument, 'edit') !== undefined;
}

export function isAgain(argument: unknown): boolean {
  return get(argument, 'again') !== undefined;
}

export function chosenOf(argument: unknown): Partial<Chosen> {
  const [edit, hunk] = [get(argument, 'edit'), get(argument, 'hunk')];
  return { ...(typeof edit === 'string' && { edit }), ...(typeof hunk === 'number' && { hunk }) };
}

/** From the Source Control view: the file that was clicked. */
export function uriOf(argument: unknown): string | undefined {
  const uri = get(argument, 'resourceUri');
  return uri instanceof Uri ? uri.toString() : undefined;
}

function get(argument: unknown, name: string): unknown {
  return typeof argument === 'object' && argument !== null ? Reflect.get(argument, name) : undefined;
}
