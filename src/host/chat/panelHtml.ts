// The HTML that the panel's page starts from: its whole frame, named and usable before any script has run, under a
// policy that lets it load nothing but our own script, style and fonts.
import type { PanelStrings } from '../../core/chat/panelStrings.ts';
import { escaped, pageHtml, type PageParts } from '../pageFrame.ts';

export interface PanelHtmlParts extends PageParts {
  readonly strings: PanelStrings;
}

export function panelHtml({ strings, ...parts }: PanelHtmlParts): string {
  const text = (key: keyof PanelStrings): string => escaped(strings[key]);
  const body = `<main id="panel">
<h1 class="unseen">${text('conversation')}</h1>
<div id="viewport">
<section id="welcome" hidden></section>
<div id="conversation" role="log" aria-live="off" aria-label="${text('conversation')}" tabindex="0"></div>
<div id="progress" role="status"></div>
</div>
<div id="dock">
<button id="jump" type="button" hidden>${text('jumpToLatest')}</button>
<div id="notices"></div>
<ul id="queue" aria-label="${text('queue')}" hidden></ul>
<form id="composer">
<div id="context" role="group" aria-label="${text('along')}" hidden></div>
<textarea id="message" aria-label="${text('composer')}" placeholder="${text('ask')}" rows="1" dir="auto" autocomplete="off" aria-autocomplete="list"></textarea>
<ul id="suggestions" role="listbox" aria-label="${text('suggestionList')}" hidden></ul>
<div id="tools">
<button id="new-chat" type="button" aria-label="${text('newChat')}" title="${text('newChat')}"></button>
<button id="attach" type="button" aria-label="${text('attach')}" title="${text('attach')}"></button>
<button id="request" type="button" aria-label="${text('showRequest')}" title="${text('showRequest')}"></button>
<button id="model" type="button" hidden></button>
<button id="meter" type="button" hidden></button>
<button id="stop" type="button" aria-label="${text('stop')}" title="${text('stop')}" hidden></button>
<button id="send" type="submit" aria-label="${text('send')}" title="${text('send')}" disabled></button>
</div>
</form>
<p id="status" hidden></p>
</div>
<div id="announcer" class="unseen" aria-live="polite"></div>
</main>`;
  return pageHtml(parts, strings.conversation, strings, body);
}
