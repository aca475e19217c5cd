// The names that package.json and the code share. A test compares both, in both directions.

export const COMMANDS = [
  'sidestream.setApiKey',
  'sidestream.clearApiKey',
  'sidestream.newChat',
  'sidestream.openChat',
  'sidestream.renameChat',
  'sidestream.exportChat',
  'sidestream.importChat',
  'sidestream.deleteChat',
  'sidestream.deleteAllChats',
  'sidestream.stop',
  'sidestream.continue',
  'sidestream.retryNow',
  'sidestream.editInline',
  'sidestream.generateHere',
  'sidestream.explain',
  'sidestream.fix',
  'sidestream.addTests',
  'sidestream.addDocs',
  'sidestream.review',
  'sidestream.acceptAll',
  'sidestream.rejectAll',
  'sidestream.acceptChange',
  'sidestream.rejectChange',
  'sidestream.nextChange',
  'sidestream.previousChange',
  'sidestream.showChanges',
  'sidestream.reopenLastEdit',
  'sidestream.selectModel',
  'sidestream.generateCommitMessage',
  'sidestream.stopCommitMessage',
  'sidestream.restoreCommitMessage',
  'sidestream.testConnection',
  'sidestream.showUsage',
  'sidestream.addToChat',
  'sidestream.showRequest',
  'sidestream.showEvents',
  'sidestream.showLog',
] as const;
export type CommandName = (typeof COMMANDS)[number];

export const CONTEXT_KEYS = [
  'sidestream.streaming',
  'sidestream.hasKey',
  'sidestream.hasChat',
  'sidestream.editPending',
  'sidestream.editStreaming',
  /** For any repository: in a remote window a `when` clause sees other addresses than we do. */
  'sidestream.writingCommit',
] as const;
export type ContextKey = (typeof CONTEXT_KEYS)[number];

export const CHAT_VIEW = 'sidestream.chat';
export const USAGE_ITEM = 'sidestream.usage';
export const USAGE_VIEW = 'sidestream.usage';

/** Without the `sidestream.` that stands before them in package.json. */
export const SETTINGS = [
  'baseUrl',
  'customHeaders',
  'apiKeyHeader',
  'apiVersion',
  'model',
  'maxTokens',
  'effort',
  'thinking',
  'systemPrompt',
  'commit.instructions',
  'retry.maxAttempts',
  'timeout.firstByteSeconds',
  'timeout.idleSeconds',
  'history.maxTurns',
  'history.keepDays',
  'chat.autoScroll',
  'chat.sendWith',
  'budget.perDayUsd',
  'budget.perChatUsd',
  'rateLimit.requestsPerMinute',
  'prices',
  'edit.model',
  'edit.instructions',
  'codeLens.enabled',
  'codeActions.enabled',
] as const;
export type SettingName = (typeof SETTINGS)[number];
