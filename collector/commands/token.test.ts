import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../db/temporary-store.test-kit.ts'
import { afar, stage, trail } from '../access/access.test-kit.ts'
import { everything } from '../domain/scope.ts'
import { runCli } from './cli.test-kit.ts'

async function withTokens() {
  const set = await stage()
  const run = (...words: string[]) => runCli(['token', ...words, '--data', set.folder])
  const add = (name: string, ...more: string[]) => run('add', '--name', name, '--role', 'monitor', ...more)
  const who = (shown: string) => set.access.identify({ cookie: null, bearer: shown }, afar)
  return { ...set, run, add, who }
}

it('prints a token alone, which opens at once beside a running collector', async () => {
  const set = await withTokens()
  const { code, out, err } = await set.add('Grafana', '--days', '7')
  expect([code, out, err]).toEqual([0, expect.stringMatching(/^sck_[\w-]{43}\n$/), ''])
  const caller = await set.who(out.trim())
  expect(caller).toMatchObject({ by: 'token', name: 'grafana', role: 'monitor', scope: everything })
  expect(Math.round((caller!.endsAt - Date.now()) / 86_400_000)).toBe(7)
  expect(await trail(set)).toMatchObject([{ what: 'token.add', subject: 'token:grafana', address: null }])
})

it('is made for all of eight who add one at once where there is nothing yet', async () => {
  const data = join(temporaryFolder(), 'new')
  const names = Array.from({ length: 8 }, (_, at) => `nama-${at}`)
  const add = (name: string) => runCli(['token', 'add', '--name', name, '--role', 'monitor', '--data', data])
  const ran = await Promise.all(names.map(add))
  expect(ran).toEqual(names.map(() => ({ code: 0, out: expect.stringMatching(/^sck_/), err: '' })))
  const { out } = await runCli(['token', 'list', '--data', data])
  expect(out.trim().split('\n')).toHaveLength(8)
})

it('limits a token to what it is for', async () => {
  const set = await withTokens()
  const words = ['--satker', '900001', '--satker', '900002,900001', '--province', '51']
  const { out } = await set.run('add', '--name', 'bali', '--role', 'Viewer', ...words)
  const scope = { provinces: ['51'], types: [], satker: ['900001', '900002'] }
  expect(await set.who(out.trim())).toMatchObject({ role: 'viewer', scope })
})

it('revokes by name or by id, and lists what there was', async () => {
  const set = await withTokens()
  const [one, other] = [(await set.add('satu')).out.trim(), (await set.add('dua')).out.trim()]
  expect(await set.run('revoke', '--name', 'satu')).toMatchObject({ code: 0, out: '' })
  const { id } = (await set.who(other))!
  expect(await set.run('revoke', '--id', id)).toMatchObject({
    code: 0,
    err: expect.stringContaining(`dua (${id})`),
  })
  expect([await set.who(one), await set.who(other)]).toEqual([null, null])
  expect(await set.run('revoke', '--name', 'satu')).toMatchObject({
    code: 1,
    err: expect.stringContaining('no such token'),
  })
  const { out } = await set.run('list')
  expect(out).toMatch(
    new RegExp(`^${id} {2}dua {2}monitor {2}everything {2}revoked \\d{4}-.*Z {2}used `, 'm'),
  )
  expect(out).not.toContain('sck_')
})

it('revokes nothing where name and id are of two tokens', async () => {
  const set = await withTokens()
  const [one, other] = [(await set.add('satu')).out.trim(), (await set.add('dua')).out.trim()]
  const { id } = (await set.who(other))!
  expect(await set.run('revoke', '--name', 'satu', '--id', id)).toMatchObject({
    code: 2,
    err: expect.stringContaining(`--id ${id} is no token named satu`),
  })
  expect([await set.who(one), await set.who(other)]).not.toContain(null)
  expect(await set.run('revoke', '--name', 'DUA', '--id', id)).toMatchObject({ code: 0 })
  expect(await set.who(other)).toBeNull()
})

it('changes nothing on trial', async () => {
  const set = await withTokens()
  expect(await set.add('satu', '--dry-run')).toMatchObject({
    code: 0,
    out: '',
    err: expect.stringMatching(/^Would/),
  })
  const { out } = await set.add('satu')
  expect(await set.run('revoke', '--name', 'satu', '--dry-run')).toMatchObject({ code: 0 })
  expect(await set.who(out.trim())).not.toBeNull()
})

it('refuses a name that is in use, and limits for an administrator', async () => {
  const set = await withTokens()
  await set.add('satu')
  expect(await set.add('SATU')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('revoke it first'),
  })
  const limited = await set.run('add', '--name', 'dua', '--role', 'administrator', '--type', 'kua')
  expect(limited).toMatchObject({ code: 1, out: '', err: expect.stringContaining('sees everything') })
})

it('says what would be right of what it does not understand', async () => {
  const add = ['add', '--name', 'satu', '--role', 'monitor']
  const misuse: [words: string[], why: string][] = [
    [[], 'write token add, token list or token revoke'],
    [['add', '--name', 'satu', '--role', 'root'], '--role root: write one of administrator'],
    [[...add, '--days', '0'], '--days 0: write a number from 1 to 3650'],
    [[...add, '--days', '3651'], '--days 3651: write'],
    [[...add, '--days', '1e3'], '--days 1e3: write'],
    [['revoke'], '--name is missing'],
  ]
  const ran = await Promise.all(misuse.map(([words]) => runCli(['token', ...words])))
  const expected = misuse.map(([, why]) => ({ code: 2, out: '', err: expect.stringContaining(why) }))
  expect(ran).toEqual(expected)
})

it('lets a PIC without a limit see nothing, and says so beside the token', async () => {
  const set = await withTokens()
  const { code, out, err } = await set.run('add', '--name', 'satu', '--role', 'PIC')
  expect([code, err]).toEqual([0, expect.stringContaining('sees nothing without --satker')])
  expect(await set.who(out.trim())).toMatchObject({
    role: 'pic',
    scope: { provinces: [], types: [], satker: [] },
  })
})

it('leaves out a limit of who sees no satker, and says so', async () => {
  const set = await withTokens()
  const { code, out, err } = await set.run('add', '--name', 'satu', '--role', 'auditor', '--province', '51')
  expect([code, err]).toEqual([0, expect.stringContaining('are left out')])
  expect(await set.who(out.trim())).toMatchObject({ role: 'auditor', scope: 'everything' })
})
