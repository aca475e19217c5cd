// Takes the snapshot of an attachment that is sent: what stands in the file, the folder, the problems or Git right then.
import { DiagnosticSeverity, RelativePattern, Uri, l10n, languages, workspace } from 'vscode';
import type { Attachment, SentContext } from '../../core/context/attachment.ts';
import { MAX_FILE, decodeText } from '../../core/context/fileContent.ts';
import { uncommitted } from './git.ts';
import { ignoredBelow, pathBelow } from './pathRules.ts';
import { pathOf } from './places.ts';

/** More names than that tell a model nothing. */
const MOST_NAMES = 1000;
const MOST_PROBLEMS = 200;

/** The snapshot, or the words why there is none. */
export async function readAttachment(item: Attachment): Promise<SentContext | string> {
  if (item.kind === 'image') return item;
  const { tokens: _, ...rest } = item;
  if (rest.text !== undefined) return { ...rest, text: rest.text };
  const text = await currentText(item);
  if (text === undefined)
    return l10n.t('{0} cannot be read any more. Remove it, or bring it back.', item.path ?? item.label);
  if (text.length > MAX_FILE) {
    return l10n.t(
      '{0} has become too large to go along ({1} MB).',
      item.path ?? item.label,
      (text.length / 1e6).toFixed(1),
    );
  }
  return { ...rest, text };
}

async function currentText(item: Attachment): Promise<string | undefined> {
  const uri = item.uri === undefined ? undefined : Uri.parse(item.uri, true);
  switch (item.kind) {
    case 'problems':
      return problemsText(uri);
    case 'diff':
      // Git itself may fail: at a lock, at a damaged index.
      return (await uncommitted(uri).catch(() => '')) || undefined;
    case 'folder':
      return uri && folderText(uri);
    default:
      return uri && fileText(uri);
  }
}

/** As the editor has it, unsaved changes included. */
async function fileText(uri: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    return decodeText(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** Names below a folder; what Git ignores or the editor hides is left out. */
async function folderText(folder: Uri): Promise<string> {
  const [found, rules] = await Promise.all([
    workspace.findFiles(new RelativePattern(folder, '**/*'), undefined, MOST_NAMES * 5),
    ignoredBelow(folder),
  ]);
  const kept = found.filter((uri) => rules?.test(pathBelow(rules.top, uri)) !== true);
  const names = kept.map((uri) => pathBelow(folder, uri)).toSorted();
  const more = names.length - MOST_NAMES;
  return [...names.slice(0, MOST_NAMES), ...(more > 0 ? [`… and ${more} more`] : [])].join('\n');
}

/** What the editor underlines: of one file, or of all. Hints are left out. */
export function problemsText(uri?: Uri): string {
  const all = uri === undefined ? languages.getDiagnostics() : ([[uri, languages.getDiagnostics(uri)]] as const);
  const lines = all.flatMap(([file, diagnostics]) =>
    diagnostics
      .filter(({ severity }) => severity <= DiagnosticSeverity.Information)
      .map(({ severity, range, message, source, code }) => {
        const id = typeof code === 'object' ? code.value : code;
        const origin = [source, id].filter((part) => part !== undefined).join(' ');
        const place = `${pathOf(file).path}:${range.start.line + 1}:${range.start.character + 1}`;
        return `${place}: ${SEVERITIES[severity]}: ${message}${origin === '' ? '' : ` (${origin})`}`;
      }),
  );
  return lines.slice(0, MOST_PROBLEMS).join('\n');
}

const SEVERITIES: { readonly [severity in DiagnosticSeverity]: string } = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'information',
  [DiagnosticSeverity.Hint]: 'hint',
};
