import { expect, it } from 'vitest'
import { aSignedUp, goodPassword } from '../access/access.test-kit.ts'
import { fillDisk } from '../access/full-disk.test-kit.ts'
import { accountServer, cookieOf } from './account-server.test-kit.ts'

it('says that nobody can sign in while the disk is full, and lets everybody sign out', async () => {
  const server = await accountServer()
  await aSignedUp(server)
  const cookie = await cookieOf(server)
  const free = await fillDisk(server)
  const signIn = () => server.ask('/api/session', { body: { name: 'budi', password: goodPassword } })
  expect(await signIn()).toMatchObject({
    status: 503,
    cookie: null,
    body: {
      error: { code: 'unavailable', message: expect.stringContaining('disk of the collector is full') },
    },
  })
  expect((await server.ask('/api/session', { cookie })).status).toBe(200)
  const out = await server.ask('/api/session', { method: 'DELETE', cookie })
  expect(out).toMatchObject({ status: 204, cookie: expect.stringContaining('__Host-sid=;') })
  expect((await server.ask('/api/session', { cookie })).status).toBe(401)
  await free()
  expect((await signIn()).status).toBe(200)
})
