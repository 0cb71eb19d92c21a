import { screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { failures } from '../../collector/domain/reading.ts'
import type { WireRouter } from '../../collector/serve/wire.ts'
import { noon } from '../outages/network.test-kit.ts'
import { showInPage } from './page.test-kit.ts'
import { routerOf } from './router.test-kit.ts'
import Router from './Router.svelte'

const show = (given: Partial<WireRouter>) =>
  showInPage(Router, { router: routerOf(given), timezone: 'Asia/Makassar' })

describe('a router', () => {
  it('tells how it is asked, and since when it runs', () => {
    show({})
    expect(screen.getByText('SNMP v3 · authPriv · SHA-256 · AES-128 · porta 161 · menjawab')).toBeTruthy()
    expect(screen.getByText('21 Nov 2026 13.00 WITA')).toBeTruthy()
  })

  it.each(failures)('that fails by %s is told with since when and what to do', (why) => {
    const { container } = show({ failure: { why, since: noon - 3_600_000 }, state: 'silent' })
    const said = container.querySelector('p')?.textContent ?? ''
    expect(said).toMatch(/^\s*Gagal sejak 22 Nov 2026 12\.00 WITA: .+: .+/)
  })

  it('that never answered says so, and one that is not asked says that', () => {
    show({ visitedAt: null, identity: null })
    expect(screen.getByText('belum menjawab sejak kolektor dimulai')).toBeTruthy()
    show({ snmp: null, state: 'off', visitedAt: null })
    expect(screen.getByText('tidak ditanyai lewat SNMP')).toBeTruthy()
  })

  it('tells when it said what it is', () => {
    show({ visitedAt: noon + 3_600_000 })
    expect(screen.getByText('Dibaca').nextElementSibling?.textContent).toBe('22 Nov 2026 13.00 WITA')
  })

  it('that fails shows what it last said as old, and of when', () => {
    const one = {
      link: 'main',
      name: 'ether1',
      found: true,
      index: 1,
      operStatus: 'up' as const,
      speedBitsPerSecond: null,
      lastChangeAt: null,
      counterBits: 64 as const,
      readAt: noon - 60_000,
    }
    show({ failure: { why: 'timeout', since: noon }, state: 'silent', interfaces: [one] })
    const since = screen.getByText('21 Nov 2026 13.00 WITA · dibaca 22 Nov 2026 13.00 WITA')
    expect(since.className).toContain('soft')
    expect(screen.getByText('dibaca 22 Nov 2026 12.59 WITA').closest('tr')?.className).toContain('soft')
  })

  it('may say of itself what it likes: it stays text', () => {
    const evil = '<img src=x onerror="document.title=1"><script>alert(1)</script>'
    const { container } = show({
      identity: { sysName: evil, sysDescr: evil, sysObjectId: evil, at: noon },
      interfaces: [
        {
          link: 'main',
          name: evil,
          found: false,
          index: null,
          operStatus: null,
          speedBitsPerSecond: null,
          lastChangeAt: null,
          counterBits: null,
          readAt: noon,
        },
      ],
    })
    expect(container.querySelector('img, script')).toBeNull()
    expect(screen.getAllByText(evil)).toHaveLength(4)
    expect(screen.getByText('tidak ada di router; periksa namanya di devices.yaml')).toBeTruthy()
  })
})
