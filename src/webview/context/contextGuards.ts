// Guards of what the host sends about context.
import { CONTEXT_KINDS } from '../../core/context/attachment.ts';
import type { ContextChip, PanelContext, Suggestion } from '../../panelState.ts';
import { isBoolean, isNumber, isString, listOf, maybe, oneOf, record } from '../shape.ts';
import type { Guard } from '../shape.ts';

/** A picture and nothing else: it becomes the source of an image. */
const isPicture: Guard<string> = (value): value is string =>
  isString(value) && /^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/.test(value);

export const isChips = listOf(
  record<ContextChip>({
    id: isString,
    kind: oneOf(...CONTEXT_KINDS),
    label: isString,
    detail: maybe(isString),
    tokens: isNumber,
    thumb: maybe(isPicture),
    leftOut: maybe(isBoolean),
  }),
);

export const isPanelContext = record<PanelContext>({
  chips: isChips,
  openFile: maybe(
    record<NonNullable<PanelContext['openFile']>>({
      label: isString,
      detail: isString,
      tokens: isNumber,
      on: isBoolean,
      selection: maybe(isString),
    }),
  ),
});

export const isSuggestions = listOf(
  record<Suggestion>({
    id: isString,
    kind: oneOf(...CONTEXT_KINDS, 'command', 'prompt'),
    label: isString,
    detail: maybe(isString),
    insert: isString,
    asksOn: maybe(isBoolean),
  }),
);
