// The floor: reads the stream in the extension host, gathers one batch every 16 ms, and posts it to a view whose page
// appends the text to one text node per paragraph. It keeps nothing, knows no Markdown, and follows the end only if told to
// (FLOOR_FOLLOW): else what comes is below what is seen, and is never drawn. Where it is given the HTML of turns
// (FLOOR_TURNS), it shows that when its page is there.
const { readFileSync } = require('node:fs');
const vscode = require('vscode');

const PAGE = `<!DOCTYPE html><meta charset="utf-8"><style>p{white-space:pre-wrap}</style>
<button>Ask</button><main id="floor"></main><script>
const host = acquireVsCodeApi();
const main = document.getElementById('floor');
let node;
const paragraph = () => main.appendChild(document.createElement('p')).appendChild(document.createTextNode(''));
document.querySelector('button').onclick = () => {
  main.replaceChildren();
  node = paragraph();
  host.postMessage('ask');
};
addEventListener('message', ({ data }) => {
  if (data.turns) {
    main.innerHTML = data.turns;
    scrollTo(0, document.body.scrollHeight);
    return;
  }
  const [first, ...rest] = data.split('\\n\\n');
  node.appendData(first);
  for (const text of rest) (node = paragraph()).appendData(text);
});
if (${process.env.FLOOR_FOLLOW === '1'}) new ResizeObserver(() => scrollTo(0, document.body.scrollHeight)).observe(main);
host.postMessage('ready');
</script>`;

async function ask(webview) {
  const response = await fetch(`${process.env.FLOOR_URL}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'sk-ant-floor', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({
      model: process.env.FLOOR_MODEL,
      max_tokens: 64000,
      stream: true,
      messages: [{ role: 'user', content: 'Go on' }],
    }),
  });
  let batch = '';
  const post = () => {
    if (batch !== '') webview.postMessage(batch);
    batch = '';
  };
  const timer = setInterval(post, 16);
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (rest + text).split('\n\n');
    rest = events.pop();
    for (const event of events) {
      const data = JSON.parse(event.slice(event.indexOf('data: ') + 6));
      if (data.delta?.type === 'text_delta') batch += data.delta.text;
    }
  }
  clearInterval(timer);
  post();
}

exports.activate = ({ subscriptions }) => {
  const resolveWebviewView = ({ webview }) => {
    webview.options = { enableScripts: true };
    webview.onDidReceiveMessage((message) => {
      const { FLOOR_TURNS } = process.env;
      if (message === 'ask') void ask(webview);
      else if (FLOOR_TURNS) webview.postMessage({ turns: readFileSync(FLOOR_TURNS, 'utf8') });
    });
    webview.html = PAGE;
  };
  subscriptions.push(vscode.window.registerWebviewViewProvider('floor.view', { resolveWebviewView }));
};
