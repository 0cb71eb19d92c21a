import { expect, it } from 'vitest'
import { LanguageChoice } from '../state/language.svelte.ts'
import { roleNamed } from './role-text.ts'

const speaker = new LanguageChoice()

it("calls a role by the ministry's own word where it has one", () => {
  const entry = { roleNames: { viewer: 'Kabid TIK' } }
  expect(roleNamed('viewer', entry, speaker)).toBe('Kabid TIK')
  expect(roleNamed('auditor', entry, speaker)).toBe(speaker.t('access.role.auditor'))
  expect(roleNamed('monitor', entry, speaker)).toBe(speaker.t('access.role.monitor'))
})

it("calls it by the reader's word until the ministry's has come", () => {
  expect(roleNamed('viewer', null, speaker)).toBe(speaker.t('access.role.viewer'))
})
