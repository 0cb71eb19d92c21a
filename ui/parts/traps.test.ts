import { render, screen } from '@testing-library/svelte'
import type { Component } from 'svelte'
import { describe, expect, it } from 'vitest'
import type { WireSession } from '../../collector/serve/wire-access.ts'
import type { Health } from '../../collector/serve/wire.ts'
import { fakeAccessApi, sessionOf } from '../access/access.test-kit.ts'
import { LanguageChoice, setLanguage } from '../state/language.svelte.ts'
import { SessionState, setSession } from '../state/session.svelte.ts'
import { trapOf } from './health.test-kit.ts'
import Traps from './Traps.svelte'

type Trap = NonNullable<Health['trap']>
function show(trap: Trap, who: Partial<WireSession> = {}): void {
  const session = new SessionState(fakeAccessApi({}))
  session.begin(sessionOf(who))
  const standing: Component<{ trap: Trap }> = (internals, props) => {
    setLanguage(new LanguageChoice())
    setSession(session)
    return Traps(internals, props)
  }
  render(standing, { props: { trap } })
}
const administrator: Partial<WireSession> = {
  role: 'administrator',
  permissions: ['see', 'operate', 'accounts', 'monitor'],
}

describe('the traps', () => {
  it('are a port, and nothing more, for whoever watches the network', () => {
    show(trapOf())
    expect(screen.getByText('Trap: porta 10162')).toBeTruthy()
    expect(screen.queryByText(/unknown-source/)).toBeNull()
  })

  it('are told in a fold to an administrator, with what was refused and why', () => {
    show(trapOf(), administrator)
    const fold = screen.getByText('Trap: porta 10162').closest('details')
    expect(fold?.open).toBe(false)
    expect(screen.getByText('ditolak: unknown-source').nextElementSibling?.textContent).toBe('1.200')
    expect(screen.queryByText(/replay/)).toBeNull()
  })

  it('say that nobody hears them', () => {
    show(trapOf({ listening: false, port: null }))
    expect(screen.getByText('Trap: tidak didengarkan')).toBeTruthy()
  })
})
