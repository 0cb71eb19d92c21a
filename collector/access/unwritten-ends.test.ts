import { expect, it } from 'vitest'
import { sessionsOf } from '../../db/sessions.ts'
import { StoreBroken } from '../../db/store-error.ts'
import { afar, aSignedUp, goodPassword, stage, trail } from './access.test-kit.ts'
import { fillDisk } from './full-disk.test-kit.ts'
import { type Person, signOut } from './own-account.ts'
import { signIn } from './sign-in.ts'
import { UnwrittenEnds } from './unwritten-ends.ts'

async function signedIn() {
  const set = await stage()
  await aSignedUp(set)
  const result = await signIn(set.access.parts, { name: 'budi', password: goodPassword }, afar)
  if (!result.ok) throw new Error(result.why)
  let changes = 0
  set.access.onChange(() => (changes += 1))
  const person = result.caller as Person
  const shown = { cookie: result.secret, bearer: null }
  return {
    ...set,
    person,
    changes: () => changes,
    holds: async () => (await set.access.identify(shown, afar)) !== null,
    kept: async () => (await sessionsOf(set.store.db, person.account)).length,
  }
}

it('ends a session at once where the disk is full, and in the database when there is room', async () => {
  const set = await signedIn()
  const free = await fillDisk(set)
  await signOut(set.access.parts, set.person, afar)
  expect([await set.holds(), await set.access.stillHolds(set.person)]).toEqual([false, false])
  expect([await set.kept(), set.changes()]).toEqual([1, 1])
  await free()
  set.clock.advance(5_000)
  set.access.parts.ends.writeAgain()
  await set.access.parts.ends.settled()
  expect([await set.holds(), await set.kept()]).toEqual([false, 0])
  expect((await trail(set)).at(-1)).toMatchObject({
    what: 'sign-out',
    before: { session: set.person.id },
  })
})

it('goes on trying while there is no room', async () => {
  const set = await signedIn()
  const free = await fillDisk(set)
  await signOut(set.access.parts, set.person, afar)
  set.clock.advance(5_000)
  set.access.parts.ends.writeAgain()
  await set.access.parts.ends.settled()
  expect([await set.holds(), await set.kept()]).toEqual([false, 1])
  await free()
  await set.access.stop()
  expect(await set.kept()).toBe(0)
})

it('does not hide another failure of the store', async () => {
  const set = await signedIn()
  const broken = new StoreBroken('x', null)
  const parts = {
    ...set.access.parts,
    ends: new UnwrittenEnds({
      ...set.access.parts,
      store: {
        write: () => Promise.reject(broken),
      },
    }),
  }
  await expect(signOut(parts, set.person, afar)).rejects.toBe(broken)
})
