// The floor: plain text, with a new element at each blank line, so that layout stays local.
export function start(root) {
  let block;
  let text;
  const open = () => {
    block = document.createElement('div');
    block.style.whiteSpace = 'pre-wrap';
    text = block.appendChild(document.createTextNode(''));
    root.append(block);
  };
  open();
  let line = '';
  return {
    push(delta) {
      const parts = (line + delta).split('\n\n');
      line = '';
      const last = parts.length - 1;
      if (parts[last].endsWith('\n')) {
        parts[last] = parts[last].slice(0, -1);
        line = '\n';
      }
      for (const [index, part] of parts.entries()) {
        if (index > 0) open();
        text.appendData(part);
      }
    },
    end() {},
  };
}
