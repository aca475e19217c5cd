// The fixed elements of the page, which the host's HTML has put there before any script ran.

function find<T extends HTMLElement>(id: string, kind: abstract new () => T): T {
  const found = document.querySelector(`#${id}`);
  if (!(found instanceof kind)) throw new Error(`The frame has no ${id}`);
  return found;
}

export function findFrame() {
  return {
    panel: find('panel', HTMLElement),
    viewport: find('viewport', HTMLElement),
    welcome: find('welcome', HTMLElement),
    conversation: find('conversation', HTMLElement),
    progress: find('progress', HTMLElement),
    jump: find('jump', HTMLButtonElement),
    notices: find('notices', HTMLElement),
    queue: find('queue', HTMLElement),
    composer: find('composer', HTMLFormElement),
    message: find('message', HTMLTextAreaElement),
    context: find('context', HTMLElement),
    suggestions: find('suggestions', HTMLElement),
    attach: find('attach', HTMLButtonElement),
    request: find('request', HTMLButtonElement),
    newChat: find('new-chat', HTMLButtonElement),
    model: find('model', HTMLButtonElement),
    meter: find('meter', HTMLButtonElement),
    stop: find('stop', HTMLButtonElement),
    send: find('send', HTMLButtonElement),
    status: find('status', HTMLElement),
    announcer: find('announcer', HTMLElement),
  };
}

export type Frame = ReturnType<typeof findFrame>;

/** The strings in the frame, parsed but not yet looked at. */
export function frameStrings(): unknown {
  return JSON.parse(document.querySelector('#strings')?.textContent ?? '{}');
}
