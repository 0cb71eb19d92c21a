/** Where whoever is signed in may go. */
import type { WireSession } from '../../collector/serve/wire-access.ts'
import type { PageName } from '../state/place.ts'
import type { WordKey } from './words.ts'

export interface MenuPage {
  page: PageName
  word: WordKey
}

type Seen = Pick<WireSession, 'permissions' | 'needsSecondFactor'>

export function menuPages({ permissions, needsSecondFactor }: Seen, isPublicOpen: boolean): MenuPage[] {
  // Nothing else is answered until it is set up.
  if (needsSecondFactor) return []
  const pages: [isOpen: boolean, page: PageName, word: WordKey][] = [
    [permissions.includes('see'), 'overview', 'menu.toMap'],
    [true, 'account', 'menu.account'],
    [permissions.includes('accounts'), 'accounts', 'menu.accounts'],
    [permissions.includes('accounts'), 'tokens', 'menu.tokens'],
    [permissions.includes('audit'), 'audit', 'menu.audit'],
    [permissions.includes('see'), 'health', 'health.title'],
    [isPublicOpen, 'public', 'menu.public'],
  ]
  return pages.filter(([isOpen]) => isOpen).map(([, page, word]) => ({ page, word }))
}
