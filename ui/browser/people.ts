/** The people of the tests in a browser: accounts of a running collector, each with a password of its own. */
import type { Page } from 'playwright-core'
import type { Role } from '../../collector/domain/role.ts'
import type { WireAccount, WireNewLink, WireScope } from '../../collector/serve/wire-access.ts'
import type { LiveCollector } from './live-collector.ts'

export interface Person {
  id: string
  name: string
  password: string
}

/** Long enough, and in no list of common ones. */
export const password = 'tujuh gajah menyapa pelaut'

/** Adds an account as an administrator does, and sets its password as its owner does. */
export async function addPerson(
  collector: LiveCollector,
  name: string,
  role: Role,
  scope: WireScope = 'everything',
): Promise<Person> {
  const { account, path } = await ask<WireNewLink>(collector, 'POST', '/api/accounts', { name, role, scope })
  await ask(collector, 'POST', '/api/one-time/use', { link: path.split('#')[1], password })
  return { id: account.id, name, password }
}

export function changePerson(
  collector: LiveCollector,
  { id }: Person,
  change: { role?: Role; disabled?: boolean },
): Promise<WireAccount> {
  return ask(collector, 'PATCH', `/api/accounts/${id}`, change)
}

/** As an administrator's program asks the API. */
export async function ask<T>(
  { url, token }: Pick<LiveCollector, 'url' | 'token'>,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

/** Fills in the sign-in page that is shown. */
export async function signIn(page: Page, { name, password: secret }: Omit<Person, 'id'>): Promise<void> {
  await page.getByLabel('Nama').fill(name)
  await page.getByLabel('Kata sandi').fill(secret)
  await page.keyboard.press('Enter')
}
