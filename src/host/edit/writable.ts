// Whether a document can be written, asked before a request leaves. What only a first write can tell (an editor made
// read-only for this session) comes to light then.
import { FilePermission, languages, RelativePattern, workspace, type TextDocument } from 'vscode';

export async function isWritable(document: TextDocument): Promise<'yes' | 'readOnly' | 'noFile'> {
  const { uri } = document;
  if (uri.scheme === 'untitled' || uri.scheme === 'vscode-notebook-cell') return 'yes';
  const writable = workspace.fs.isWritableFileSystem(uri.scheme);
  // Nothing stands behind the text: an output channel, the log, a page made by another extension.
  if (writable === undefined) return 'noFile';
  if (!writable || isReadOnlyBySetting(document)) return 'readOnly';
  try {
    const { permissions = 0 } = await workspace.fs.stat(uri);
    return (permissions & FilePermission.Readonly) === 0 ? 'yes' : 'readOnly';
  } catch {
    // Deleted on disk, or never saved: the editor still takes changes.
    return 'yes';
  }
}

function isReadOnlyBySetting(document: TextDocument): boolean {
  const files = workspace.getConfiguration('files', document.uri);
  const matches = (name: string): boolean =>
    Object.entries(files.get<Record<string, boolean>>(name) ?? {}).some(([glob, on]) => on && isMatch(document, glob));
  return matches('readonlyInclude') && !matches('readonlyExclude');
}

function isMatch(document: TextDocument, glob: string): boolean {
  const folder = workspace.getWorkspaceFolder(document.uri);
  const pattern =
    folder === undefined || glob.startsWith('**') || glob.startsWith('/') ? glob : new RelativePattern(folder, glob);
  return languages.match({ pattern }, document) > 0;
}
