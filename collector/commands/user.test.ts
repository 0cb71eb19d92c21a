import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { accountByName } from '../../db/accounts.ts'
import { temporaryFolder } from '../../db/temporary-store.test-kit.ts'
import { afar, aSignedUp, goodPassword, stage, trail } from '../access/access.test-kit.ts'
import { lookAtLink } from '../access/one-time.ts'
import { signIn } from '../access/sign-in.ts'
import { everything } from '../domain/scope.ts'
import { runCli } from './cli.test-kit.ts'

const add = (name: string, ...more: string[]) => ['user', 'add', '--name', name, '--role', 'viewer', ...more]

it('makes an account beside a running collector, and prints the address where its password is set', async () => {
  const set = await stage()
  let changes = 0
  set.access.onChange(() => (changes += 1))
  const words = [
    '--data',
    set.folder,
    '--url',
    'https://satker.example',
    '--province',
    '51,52',
    '--type',
    'KUA',
  ]
  const { code, out, err } = await runCli([
    'user',
    'add',
    '--name',
    'Siti',
    '--role',
    'PIC',
    ...words,
    '--satker',
    '900009',
  ])
  expect([code, out]).toEqual([0, expect.stringMatching(/^https:\/\/satker\.example\/masuk#[\w-]{43}\n$/)])
  expect(err).toContain('Note: no devices.yaml here has had satker 900009 yet.')
  const account = await accountByName(set.store.db, 'siti')
  const scope = { provinces: ['51', '52'], types: ['kua'], satker: ['900009'] }
  expect(account).toMatchObject({ role: 'pic', scope, password: null })
  expect((await set.store.db.selectFrom('one_time_link').select('account').execute())[0]?.account).toBe(
    account?.id,
  )
  const told = {
    who: expect.stringMatching(/^shell:\w/),
    what: 'account.add',
    subject: 'account:siti',
    address: null,
  }
  expect(await trail(set)).toEqual([expect.objectContaining(told)])
  await expect.poll(() => changes).toBe(1)
})

it('takes a password from standard input, by which one signs in', async () => {
  const set = await stage()
  const words = add('budi', '--data', set.folder, '--password-stdin')
  const weak = await runCli(words, 'bismillah123\n')
  expect(weak).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('among those that are tried first'),
  })
  expect(await runCli(words)).toMatchObject({ code: 1, err: expect.stringContaining('held no password') })
  expect(await runCli(words, `${goodPassword}\r\nmore\n`)).toMatchObject({ code: 0, out: '' })
  const result = await signIn(set.access.parts, { name: 'budi', password: goodPassword }, afar)
  expect(result).toMatchObject({ ok: true, caller: { role: 'viewer', scope: everything } })
})

it('makes a store where there is none, for what adds somebody, and not for what looks', async () => {
  const data = join(temporaryFolder(), 'new')
  const disable = ['disable', '--name', 'budi']
  for (const words of [['list'], disable, [...disable, '--dry-run']]) {
    const { code, err } = await runCli(['user', ...words, '--data', data])
    expect([code, err]).toEqual([1, expect.stringContaining('There is no ')])
  }
  expect(existsSync(data)).toBe(false)
  const link = await runCli(['user', 'link', '--data', data])
  expect(link).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^http:\/\/127\.0\.0\.1:8080\/masuk#[\w-]{43}\n$/),
  })
  expect(await runCli(add('budi', '--data', data))).toMatchObject({ code: 0 })
  expect(await runCli(['user', 'link', '--data', data])).toMatchObject({ code: 1, out: '' })
  const list = await runCli(['user', 'list', '--data', data])
  expect(list).toEqual({
    code: 0,
    out: 'budi  viewer  everything  no password yet  never signed in\n',
    err: '',
  })
})

it('disables, enables and resets, which ends sessions', async () => {
  const set = await stage()
  await aSignedUp(set, { secondFactor: null })
  const enter = () => signIn(set.access.parts, { name: 'budi', password: goodPassword }, afar)
  const result = await enter()
  if (!result.ok) throw new Error(result.why)
  const act = (what: string) => runCli(['user', what, '--name', 'BUDI', '--data', set.folder])
  const isIn = async () => (await set.access.identify({ cookie: result.secret, bearer: null }, afar)) !== null
  expect(await isIn()).toBe(true)
  expect(await act('disable')).toMatchObject({ code: 0, out: '' })
  expect([await isIn(), await enter()]).toMatchObject([false, { why: 'wrong-credentials' }])
  expect(await act('enable')).toMatchObject({ code: 0 })
  expect(await enter()).toMatchObject({ ok: true })
  const reset = await act('reset')
  expect(await lookAtLink(set.access.parts, reset.out.trim().split('#')[1] ?? '')).toMatchObject({
    name: 'budi',
  })
  expect(reset).toMatchObject({ code: 0, out: expect.stringContaining('/masuk#') })
  expect(await enter()).toMatchObject({ ok: false })
})

it('changes nothing on trial, and says what it would', async () => {
  const set = await stage()
  await aSignedUp(set)
  for (const words of [
    add('siti'),
    ['user', 'disable', '--name', 'budi'],
    ['user', 'reset', '--name', 'budi'],
  ]) {
    const { code, out, err } = await runCli([...words, '--data', set.folder, '--dry-run'])
    expect([code, out, err]).toEqual([0, '', expect.stringMatching(/^Would be done: /)])
  }
  expect(await trail(set)).toEqual([])
  expect(await accountByName(set.store.db, 'siti')).toBeNull()
  expect(await accountByName(set.store.db, 'budi')).toMatchObject({ disabledAt: null })
})

it('refuses what cannot be done', async () => {
  const set = await stage()
  await aSignedUp(set, { name: 'admin', role: 'administrator' })
  const administrator = ['--name', 'siti', '--role', 'administrator', '--province', '51']
  const refused: [words: string[], why: string][] = [
    [add('ADMIN'), 'There is an account named admin'],
    [['user', 'disable', '--name', 'admin'], 'admin is the last administrator who can sign in'],
    [['user', 'disable', '--name', 'nobody'], 'There is no account named nobody'],
    [['user', 'add', ...administrator], 'An administrator sees everything'],
    [['user', 'link'], 'There is an account already'],
  ]
  for (const [words, why] of refused) {
    const { code, out, err } = await runCli([...words, '--data', set.folder])
    expect([code, out, err]).toEqual([1, '', expect.stringContaining(why)])
  }
})

it('says what would be right of what it does not understand', async () => {
  const misuse: [words: string[], why: string][] = [
    [['user'], 'write user add, user list, user disable'],
    [['user', 'remove', '--name', 'budi'], 'not "user remove"'],
    [['user', 'constructor'], 'not "user constructor"'],
    [['user', 'add', '--role', 'viewer'], '--name is missing; a name has 1 to 64 letters'],
    [['user', 'add', '--name', 'budi'], '--role is missing: write one of administrator, operator'],
    [['user', 'add', '--name', 'budi', '--role', 'monitor'], '--role monitor: write one of'],
    [add('budi santoso'), '--name budi santoso: a name has'],
    [add('budi', '--satker', '9001'), '--satker 9001: write a code of six digits'],
    [add('budi', '--province', '51,99'), '--province 99: write a Kemendagri code'],
    [add('budi', '--type', 'masjid'), '--type masjid: write one of pusat, kanwil'],
    [add('budi', '--url', 'satker.example'), '--url satker.example: write the beginning'],
    [add('budi', '--url', 'javascript:alert(1)'), '--url javascript:'],
    [add('budi', '--password', 'rahasia'), "Unknown option '--password'"],
  ]
  const ran = await Promise.all(misuse.map(([words]) => runCli(words)))
  const expected = misuse.map(([, why]) => ({ code: 2, out: '', err: expect.stringContaining(why) }))
  expect(ran).toEqual(expected)
})
