// The user's own prompts in `.sidestream/prompts`, read only where the user trusts the workspace: they are put into messages.
import { FileType, Uri, workspace } from 'vscode';
import { MAX_PROMPT, readPromptFile, type PromptFile } from '../../core/context/promptFile.ts';

export async function promptFiles(): Promise<readonly PromptFile[]> {
  if (!workspace.isTrusted) return [];
  const found = await Promise.all((workspace.workspaceFolders ?? []).map(({ uri }) => inFolder(uri)));
  return found.flat();
}

async function inFolder(top: Uri): Promise<readonly PromptFile[]> {
  const folder = Uri.joinPath(top, '.sidestream', 'prompts');
  try {
    const names = (await workspace.fs.readDirectory(folder)).flatMap(([name, type]) =>
      (type & FileType.File) !== 0 && name.endsWith('.md') ? [name] : [],
    );
    const read = await Promise.all(names.slice(0, 100).map((name) => one(Uri.joinPath(folder, name), name)));
    return read.filter((each) => each !== undefined);
  } catch {
    return [];
  }
}

async function one(uri: Uri, name: string): Promise<PromptFile | undefined> {
  // A byte is at least half a character.
  if ((await workspace.fs.stat(uri)).size > 2 * MAX_PROMPT) return undefined;
  return readPromptFile(name, new TextDecoder().decode(await workspace.fs.readFile(uri)));
}
