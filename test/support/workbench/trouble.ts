// A failure that the person at the keyboard can do something about. Its message is shown as it is, without a stack.
export class Trouble extends Error {
  override readonly name = 'Trouble';
}

/** Reads the output of a failed npm run and says in plain words what went wrong and what to do next. */
export function explainInstall(output: string): string {
  if (/ENOSPC|no space left on device/i.test(output))
    return 'The disk is full. The editor needs about 1 GB: free some space, or set SIDESTREAM_CACHE to a folder on another disk.';
  if (/\bE(?:NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|NETUNREACH)\b|ERR_SOCKET_TIMEOUT|network/i.test(output))
    return 'The npm registry did not answer. Check the network (and `npm config get registry`), then run the command again.';
  if (/\bE40[13]\b/.test(output))
    return 'The npm registry refused access. Check `npm config get registry` and `npm whoami`, then run the command again.';
  if (/EACCES|EPERM|EROFS|ENOTDIR/.test(output))
    return 'Its folder cannot be written to. Set SIDESTREAM_CACHE to a folder of yours, then run the command again.';
  if (/not found: make|no such file.*make|g\+\+: (?:not found|no such)|find Python/i.test(output))
    return 'Building needs make, g++ and python3. On Debian or Ubuntu: apt-get install make g++ python3';
  return `Its last words were:\n${output.trim().split('\n').slice(-15).join('\n')}`;
}
