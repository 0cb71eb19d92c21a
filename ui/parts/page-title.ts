/** What a page is called in the title of its tab; null for the network, which tells its state there. */
import type { PageName } from '../state/place.ts'
import type { WordKey } from './words.ts'

const titles: Record<PageName, WordKey | null> = {
  overview: null,
  satker: null,
  'sign-in': 'signIn.title',
  account: 'menu.account',
  accounts: 'menu.accounts',
  tokens: 'menu.tokens',
  audit: 'menu.audit',
  health: 'health.title',
  public: 'public.title',
}

export function pageTitle(page: PageName): WordKey | null {
  return titles[page]
}
