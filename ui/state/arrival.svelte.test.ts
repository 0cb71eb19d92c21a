import { flushSync } from 'svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { Arrival } from './arrival.svelte.ts'

describe('what the address says only once', () => {
  beforeEach(() => sessionStorage.clear())

  it('is taken out of it: the secret of a one-time link', () => {
    history.replaceState(null, '', '/masuk#s3cret')
    const arrival = new Arrival()
    expect([arrival.secret, location.href.includes('s3cret')]).toEqual(['s3cret', false])
    arrival.forget()
    expect(arrival.secret).toBeNull()
  })

  it('is a secret also where the page was open already', async () => {
    history.replaceState(null, '', '/masuk')
    const arrival = new Arrival()
    let seen: string | null = null
    const stop = $effect.root(() => {
      $effect(() => {
        seen = arrival.secret
      })
    })
    flushSync()
    location.hash = '#later'
    await expect.poll(() => seen).toBe('later')
    expect(location.hash).toBe('')
    stop()
  })

  it('is no secret at any other address', () => {
    history.replaceState(null, '', '/akun#s3cret')
    expect(new Arrival().secret).toBeNull()
  })

  it.each([
    ['no-role', 'no-role'],
    ['constructor', null],
  ])('is why the single sign-on failed: %s', (code, problem) => {
    history.replaceState(null, '', `/masuk?masalah=${code}`)
    expect([new Arrival().problem, location.search]).toEqual([problem, ''])
  })

  it.each([
    ['/satker/900002?range=7d', '/satker/900002?range=7d'],
    ['//example.org', '/'],
    ['https://example.org', '/'],
  ])('leads back to where one wanted to be before the single sign-on, once: %s', (wanted, to) => {
    sessionStorage.setItem('wanted', wanted)
    history.replaceState(null, '', '/')
    new Arrival()
    expect(location.pathname + location.search).toBe(to)
    expect(sessionStorage.getItem('wanted')).toBeNull()
  })

  it('is kept where the single sign-on failed, for who then comes in by a password', () => {
    sessionStorage.setItem('wanted', '/satker/900002')
    history.replaceState(null, '', '/masuk?masalah=refused')
    const arrival = new Arrival()
    expect(arrival.takeWanted()).toBe('/satker/900002')
    expect(arrival.takeWanted()).toBeNull()
  })
})
