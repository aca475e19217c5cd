// What the catalogue's thread is asked, and what it answers; both ends are ours.
import type { ChatSummary } from '../../core/library/summary.ts';
import type { FoundChat } from './catalog.ts';

export interface CatalogPlaces {
  /** Of the journals. */
  readonly folder: string;
  /** The file for what is kept from one start to the next. */
  readonly place: string;
}

export type CatalogQuestion = { readonly number: number } & (
  { readonly ask: 'list' } | { readonly ask: 'search'; readonly query: string } | { readonly ask: 'save' }
);

export type CatalogAnswer = { readonly number: number } & (
  | { readonly chats: readonly ChatSummary[] }
  | { readonly found: readonly FoundChat[] }
  | { readonly saved: true }
  | { readonly error: string }
);
