/** One server-sent event as it stands on the wire. Data that is a string goes out as it is, so that it can be no JSON. */
export function encodeEvent(name: string | null, data: unknown, lineEnd: '\n' | '\r\n' = '\n'): string {
  const line = `data: ${typeof data === 'string' ? data : JSON.stringify(data)}${lineEnd}${lineEnd}`;
  return name === null ? line : `event: ${name}${lineEnd}${line}`;
}
