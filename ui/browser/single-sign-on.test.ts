import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  clientId,
  clientSecret,
  type IdentityProvider,
  startProvider,
} from '../../collector/access/identity-provider.test-kit.ts'
import { hasChromium, launchChromium, orWhyNot, watch } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'
import { devicesYaml } from './office-network.ts'

const accounts = {
  siti: { preferred_username: 'siti', groups: ['kanwil-bengkulu'] },
  tamu: { preferred_username: 'tamu', groups: ['lain'] },
}

describe.skipIf(!hasChromium)(`the single sign-on${orWhyNot}`, { timeout: 90_000 }, () => {
  let collector: LiveCollector
  let browser: Browser

  beforeAll(async () => {
    const [started, launched] = await Promise.all([startCollector(), launchChromium()])
    collector = started
    browser = launched
  }, 90_000)

  afterAll(async () => {
    await browser?.close()
    await collector?.stop()
  })

  it('brings in whom the provider knows, to where they wanted to be, and says why it does not', async () => {
    const redirectUris = [`${collector.url}/api/sign-on/callback`]
    const provider = await startProvider({ accounts, redirectUris })
    const { issuer } = provider
    const roles = [{ value: 'kanwil-bengkulu', role: 'operator', province: ['17'] }]
    const signOn = { name: 'Akun Kemenag', issuer, client: clientId, secret: clientSecret, roles }
    const network = JSON.parse(devicesYaml([1, 2, 3], [])) as object
    await collector.save(JSON.stringify({ ...network, access: { sign_on: signOn } }))

    const tamu = await browser.newPage()
    await signInAs(tamu, 'tamu', provider)
    await tamu.getByText(/belum diberi peran/).waitFor()
    expect(tamu.url()).toBe(`${collector.url}/masuk`)
    await tamu.close()

    const siti = await browser.newPage()
    const { complaints } = watch(siti)
    await signInAs(siti, 'siti', provider)
    await siti.getByRole('heading', { name: 'Kankemenag Kab. Kaur' }).waitFor()
    expect(siti.url()).toBe(`${collector.url}/satker/900002?range=7d`)
    await siti.getByText('Anda melihat: Provinsi Bengkulu').waitFor()
    await siti.getByRole('button', { name: /^siti/ }).click()
    await siti.getByRole('link', { name: 'Akun saya' }).click()
    await siti.getByText(/diatur di sana/).waitFor()
    expect(complaints).toEqual([])
    await siti.close()
  })

  /** By the button of the sign-in page; at the provider, without a screen, as `account`. */
  async function signInAs(page: Page, account: string, provider: IdentityProvider): Promise<void> {
    await page.route('**/api/sign-on', async (route) => {
      const begun = await route.fetch({ maxRedirects: 0 })
      const back = await provider.signIn(begun.headers().location ?? '', account)
      await route.fulfill({ response: begun, headers: { ...begun.headers(), location: back.href } })
    })
    await page.goto(`${collector.url}/satker/900002?range=7d`)
    const button = page.getByRole('button', { name: 'Masuk dengan Akun Kemenag' })
    // devices.yaml is read again some moments after it was saved.
    await expect
      .poll(async () => {
        await page.reload()
        await page.getByRole('heading', { name: 'Masuk', exact: true }).waitFor()
        return button.count()
      })
      .toBe(1)
    await button.click()
  }
})
