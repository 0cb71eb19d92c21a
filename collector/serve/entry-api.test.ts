import { expect, it } from 'vitest'
import { anAccount } from '../access/access.test-kit.ts'
import { accountServer } from './account-server.test-kit.ts'
import { mismatches } from './json-schema.ts'
import { accessSchemas } from './openapi-access-schemas.ts'

it('tells anybody how one comes in, as it is now', async () => {
  const server = await accountServer()
  const before = await server.ask('/api/entry')
  expect(before.body).toEqual({
    organisation: 'Kementerian Agama',
    timezone: 'Asia/Jakarta',
    synthetic: true,
    roleNames: {},
    isSetUp: false,
    signOn: null,
    publicPage: false,
  })
  await anAccount(server.store)
  const role = { value: 'a', role: 'viewer', scope: 'everything' } as const
  const signOn = {
    name: 'SSO Uji',
    issuer: 'https://sso.example/',
    clientId: 'x',
    claim: 'groups',
    roles: [role],
  }
  Object.assign(server.settings, { publicPage: true, roleNames: { viewer: 'Kabid TIK' }, signOn })
  const after = (await server.ask('/api/entry')).body
  expect(after).toMatchObject({ isSetUp: true, signOn: 'SSO Uji', publicPage: true })
  expect(after).toMatchObject({ roleNames: { viewer: 'Kabid TIK' } })
  // Neither the provider's address nor what it knows us by.
  expect(JSON.stringify(after)).not.toMatch(/sso\.example|"x"/)
  for (const { body } of [before, { body: after }])
    expect(mismatches(body, accessSchemas.Entry!, accessSchemas)).toEqual([])
})

it('takes no parameter', async () => {
  const server = await accountServer()
  expect((await server.ask('/api/entry?all=1')).status).toBe(400)
})
