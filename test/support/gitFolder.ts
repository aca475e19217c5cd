// A Git repository in a folder, as a workspace of a test: with commits whose messages have a habit.
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export function git(folder: string, ...args: string[]): string {
  const name = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...name, ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Each message is a commit of its own; the files are in the first. */
export async function initRepository(
  folder: string,
  files: Readonly<Record<string, string>>,
  messages: readonly string[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  git(folder, 'init', '-q');
  await writeFiles(folder, files);
  git(folder, 'add', '-A');
  for (const message of messages) git(folder, 'commit', '-q', '--allow-empty', '-m', message);
}
