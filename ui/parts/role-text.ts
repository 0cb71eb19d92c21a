import type { TokenRole } from '../../collector/domain/role.ts'
import type { WireEntry, WireSession } from '../../collector/serve/wire-access.ts'
import type { LanguageChoice } from '../state/language.svelte.ts'

/** What the role is called: by the ministry's own word where it has one, or in the reader's language. */
export function roleText(
  { role, roleName }: Pick<WireSession, 'role' | 'roleName'>,
  speaker: Pick<LanguageChoice, 't'>,
): string {
  return roleName === role ? speaker.t(`access.role.${role}`) : roleName
}

/** A role that is not the reader's own, by the same words; `entry` is null until it has come. */
export function roleNamed(
  role: TokenRole,
  entry: Pick<WireEntry, 'roleNames'> | null,
  speaker: Pick<LanguageChoice, 't'>,
): string {
  return (role === 'monitor' ? undefined : entry?.roleNames[role]) ?? speaker.t(`access.role.${role}`)
}
