// Builds the parts of the extension and joins them; decides nothing.
import type { ExtensionContext } from 'vscode';

export function activate(_context: ExtensionContext): void {}
