import { default_renderer, parser, parser_end, parser_write } from 'streaming-markdown';

export function start(root) {
  const state = parser(default_renderer(root));
  return { push: (delta) => parser_write(state, delta), end: () => parser_end(state) };
}
