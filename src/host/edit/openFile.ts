// Opens the file of an edit again, behind the editors that are there.
import { Uri, workspace, type TextDocument } from 'vscode';

/** Undefined where it is gone. */
export async function openFile(uri: string): Promise<TextDocument | undefined> {
  // Asked for an untitled file that is gone, the editor would make an empty one.
  if (uri.startsWith('untitled:')) return workspace.textDocuments.find((each) => each.uri.toString() === uri);
  try {
    return await workspace.openTextDocument(Uri.parse(uri));
  } catch {
    return undefined;
  }
}
