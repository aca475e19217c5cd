// The commit message in what the model writes: without the fence or the quotation marks that some put around it, and
// joined to what the user had typed.

const FENCE = /^```[^\n]*\n/;

/** What of the answer up to now is message. `whole`: nothing more will come. */
export function messageIn(answer: string, whole: boolean): string {
  const text = answer.trimStart();
  // What may become a fence is not shown yet.
  if (!whole && /^`{1,3}[^\n`]*$/.test(text)) return '';
  const fenced = FENCE.test(text);
  const inside = fenced ? text.replace(FENCE, '').replace(/\n`{1,3}\s*$|\n```\s[^]*$/, '') : text;
  const message = inside.trim();
  const quoted = whole && /^(["'`])([^\n]*)\1$/.exec(message);
  return quoted && !quoted[2]?.includes(quoted[1] ?? '') ? (quoted[2] ?? '') : message;
}

/** What goes into the input box: what was typed as it stands, and the message behind it. */
export function joinToTyped(typed: string, message: string): string {
  const beginning = typed.trim();
  if (beginning === '') return message;
  // Still coming: what is there may be the beginning of the beginning, which some models repeat although asked to go on.
  if (beginning.startsWith(message)) return typed;
  const endsOpen = /\S$/.test(typed);
  if (message.startsWith(beginning)) {
    const rest = message.slice(beginning.length);
    return typed + (endsOpen ? rest : rest.trimStart());
  }
  const needsSpace = endsOpen && !/[([{/-]$/.test(typed) && /^[\p{L}\p{N}`"'(]/u.test(message);
  return `${typed}${needsSpace ? ' ' : ''}${message}`;
}
