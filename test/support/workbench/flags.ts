// Reads a command line: `--name=value` and `--name` are flags, whatever else is the rest.

export interface CommandLine {
  readonly flags: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
}

/** A flag in `valued` may also have its value as the next argument. */
export function readFlags(args: readonly string[], valued: readonly string[] = []): CommandLine {
  const flags = new Map<string, string>();
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined) rest.push(arg);
    else if (value === undefined && valued.includes(name)) flags.set(name, args[++i] ?? '');
    else flags.set(name, value ?? '');
  }
  return { flags, rest };
}
