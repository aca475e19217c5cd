// The floor for coloured code: plain text with an element for each line.
export function start(root) {
  const pre = root.appendChild(document.createElement('pre'));
  let line;
  return {
    push(delta) {
      for (const [index, part] of delta.split('\n').entries()) {
        if (!line || index > 0) {
          const element = document.createElement('span');
          element.style.display = 'block';
          line = element.appendChild(document.createTextNode(''));
          pre.append(element);
        }
        line.appendData(part);
      }
    },
    end() {},
  };
}
