import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../db/temporary-store.test-kit.ts'
import { FakeClock } from './access.test-kit.ts'
import { openKeys } from './keys.ts'
import { KnownBrowsers } from './known-browsers.ts'

const day = 86_400_000
const budi = { id: 'id-of-budi', password: '$argon2id$one' }

function set() {
  const clock = new FakeClock()
  const browsers = new KnownBrowsers(openKeys(join(temporaryFolder(), 'secrets.key')), clock)
  return { clock, browsers, mark: browsers.mark(budi) }
}

it('knows a browser for 90 days', () => {
  const { browsers, clock, mark } = set()
  expect(browsers.knows(budi, mark)).toBe(true)
  clock.advance(89 * day)
  expect(browsers.knows(budi, mark)).toBe(true)
  clock.advance(day)
  expect(browsers.knows(budi, mark)).toBe(false)
})

it('says nothing of the password', () => {
  expect(set().mark).toMatch(/^id-of-budi\.\d{5}\.[\w-]{43}$/)
})

describe('does not know it', () => {
  it.each([
    ['by a new password', { ...budi, password: '$argon2id$two' }],
    ['after a reset', { ...budi, password: null }],
    ['for another account', { ...budi, id: 'id-of-siti' }],
  ])('%s', (_, account) => {
    const { browsers, mark } = set()
    expect(browsers.knows(account, mark)).toBe(false)
  })

  it('by what is made with another key, on another day, changed, cut or nothing', () => {
    const { browsers, mark } = set()
    const [id, said, made = ''] = mark.split('.')
    const wrong = [
      null,
      '',
      set().mark,
      `${id}.${Number(said) - 1}.${made}`,
      `${id}.${Number(said) + 1}.${made}`,
      `id-of-siti.${said}.${made}`,
      `${id}.${said}.${[...made].toReversed().join('')}`,
      mark.slice(0, -1),
      `${mark}A`,
      `${id}.${said}.`,
    ]
    for (const each of wrong) expect(browsers.knows(budi, each)).toBe(false)
  })
})
