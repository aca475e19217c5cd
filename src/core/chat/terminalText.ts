// What of a code block goes to the prompt of a terminal. Nothing in it may run anything by itself: no line end, no key
// that a shell acts on, nothing that reads otherwise than it runs. Bracketed paste does not help: whether a shell knows it
// right now cannot be asked, and one that does not runs each line as it comes.

const SESSION = /^(?:console|shell-?session|terminal)$/i;
const PROMPT = /^\s*[$#%>] /;
/** A line that is no whole command: it opens or closes something, or goes on. */
const PART_OF_MORE =
  /<<|[|&;({[]\s*$|^\s*[)}\]|&;]|\s#|^\s*(?:if|then|elif|else|fi|for|while|until|do|done|case|esac|select|function)\b/;

export interface TerminalText {
  /** All commands. */
  readonly text: string;
  /** The same as one line, where that means the same; absent where it cannot be made one. */
  readonly line?: string;
}

/** The commands in the code; of a recorded session, what stands behind its prompts. `undefined` when there are none. */
export function terminalText(code: string, language: string): TerminalText | undefined {
  const lines = code.split(/\r\n?|\n/);
  const prompted = SESSION.test(language) ? lines.filter((line) => PROMPT.test(line)) : [];
  const typed = prompted.length > 0 ? prompted.map((line) => line.replace(PROMPT, '')) : lines;
  const clean = typed.map(harmless);
  const text = clean.join('\n').trim();
  if (text === '') return undefined;
  const line = oneLine(clean, /^(?:powershell|pwsh|ps1)$/i.test(language) ? '; ' : ' && ');
  return { text, ...(line !== undefined && { line }) };
}

function oneLine(lines: readonly string[], joint: string): string | undefined {
  const whole = lines
    .join('\n')
    .replaceAll(/(?<!\\)\\\n\s*/g, '')
    .split('\n');
  const commands = whole.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  if (commands.length > 1 && commands.some((line) => PART_OF_MORE.test(line) || hasOpenQuote(line))) return undefined;
  return commands.length === 0 ? undefined : commands.join(joint);
}

function hasOpenQuote(line: string): boolean {
  const rest = line.replaceAll(/\\.|'[^']*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`/g, '');
  return /["'`\\]/.test(rest);
}

/** Without control characters (a tab completes, an escape talks to the terminal) and without marks of direction. */
const harmless = (line: string): string =>
  line.replaceAll('\t', '  ').replaceAll(/[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '');
