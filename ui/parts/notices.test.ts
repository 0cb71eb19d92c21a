import { render, screen } from '@testing-library/svelte'
import type { Component } from 'svelte'
import { describe, expect, it } from 'vitest'
import type { Health } from '../../collector/serve/wire.ts'
import { CollectorHealth, setHealth } from '../state/health.svelte.ts'
import { LanguageChoice, setLanguage } from '../state/language.svelte.ts'
import { Live, setLive } from '../state/live.svelte.ts'
import { NetworkState, setNetwork } from '../state/network.svelte.ts'
import { fakeHealth, trapOf } from './health.test-kit.ts'
import Notices from './Notices.svelte'

function show(health: Partial<Health>): void {
  const asked = { health: async () => ({ ok: true as const, value: fakeHealth(health) }) }
  const told = { opened: () => {}, frame: () => 'applied' as const, closed: () => {} }
  const standing: Component = (internals, props) => {
    setLanguage(new LanguageChoice())
    setHealth(new CollectorHealth(asked))
    setLive(new Live(told, () => new WebSocket('ws://127.0.0.1:9')))
    setNetwork(new NetworkState())
    return Notices(internals, props)
  }
  render(standing)
}

describe('the notices', () => {
  it('say that traps are not heard, and what would be right', async () => {
    show({ blind: true, trap: trapOf({ listening: false, why: 'Port 162 is taken.' }) })
    expect(await screen.findByText(/^Trap router tidak didengarkan/)).toBeTruthy()
    expect(screen.getByText('Port 162 is taken.')).toBeTruthy()
  })

  it.each([null, trapOf()])('are calm while traps are heard, or not asked for', async (trap) => {
    show({ blind: true, trap })
    await screen.findByText(/^Kolektor terputus dari jaringannya sendiri/)
    expect(screen.getAllByRole('alert')).toHaveLength(1)
  })
})
