import type { WireSession } from '../../collector/serve/wire-access.ts'
import type { LanguageChoice } from '../state/language.svelte.ts'

/** What the role is called: by the ministry's own word where it has one, or in the reader's language. */
export function roleText(
  { role, roleName }: Pick<WireSession, 'role' | 'roleName'>,
  speaker: Pick<LanguageChoice, 't'>,
): string {
  return roleName === role ? speaker.t(`access.role.${role}`) : roleName
}
