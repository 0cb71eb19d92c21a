/** What was kept of an act, told in the reader's words. What is not known is shown as it was kept. */
import { tokenRoles } from '../../collector/domain/role.ts'
import type { WireEntry, WireScope } from '../../collector/serve/wire-access.ts'
import { scopeText } from '../access/scope-text.ts'
import { roleNamed } from '../parts/role-text.ts'
import type { LanguageChoice } from '../state/language.svelte.ts'

type Speaker = Pick<LanguageChoice, 't' | 'format'>

/** With a scope as one sentence that names all of it: two scopes that differ are two sentences. */
export function withScopeTold(kept: unknown, speaker: Speaker): unknown {
  if (typeof kept !== 'object' || kept === null || !('scope' in kept) || !isScope(kept.scope)) return kept
  // Who reads the trail is not told what a satker is called.
  return { ...kept, scope: scopeText(kept.scope, speaker, (code) => code, Infinity) }
}

/** A single value, by what it is called in what was kept: `endsAt` is a time, `idleMs` lasts. */
export function valueTold(
  path: string,
  text: string,
  { speaker, timezone, entry }: { speaker: Speaker; timezone: string; entry: WireEntry | null },
): string {
  const name = path.split('.').at(-1) ?? ''
  if (text === 'true' || text === 'false') return speaker.t(`value.${text}`)
  if (name.endsWith('At') && /^\d{12,14}$/.test(text)) return speaker.format.dateTime(Number(text), timezone)
  if (name.endsWith('Ms') && /^\d{1,14}$/.test(text)) return speaker.format.duration(Number(text))
  const role = name === 'role' ? tokenRoles.find((known) => known === text) : undefined
  return role ? roleNamed(role, entry, speaker) : text
}

function isScope(value: unknown): value is WireScope {
  if (typeof value !== 'object' || value === null) return value === 'everything'
  const { provinces, types, satker } = value as Record<string, unknown>
  return [provinces, types, satker].every((codes) => Array.isArray(codes))
}
