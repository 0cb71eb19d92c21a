/** What only looks, or only tries, leaves the data folder as it was. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { migrate, migrations } from '../../db/migrate.ts'
import { openStore } from '../../db/open-store.ts'
import { connect } from '../../db/sqlite.ts'
import { temporaryFolder } from '../../db/temporary-store.test-kit.ts'
import { runCli } from './cli.test-kit.ts'

const nameOf = 'satker-connected.db'
const looking = [
  ['user', 'list'],
  ['token', 'list'],
]
const addUser = ['user', 'add', '--name', 'budi', '--role', 'viewer', '--dry-run']
const addToken = ['token', 'add', '--name', 'satu', '--role', 'monitor', '--dry-run']
const making = [addUser, addToken, ['user', 'link', '--dry-run']]
const changing = [
  ['user', 'disable', '--name', 'budi', '--dry-run'],
  ['token', 'revoke', '--name', 'satu', '--dry-run'],
]

async function older(): Promise<string> {
  const folder = temporaryFolder()
  const file = join(folder, nameOf)
  const { kysely } = connect(file)
  await migrate(kysely, file, { '0001-begin': migrations['0001-begin']! })
  await kysely.destroy()
  return folder
}

async function ranIn(folder: string, words: string[]) {
  const file = join(folder, nameOf)
  const before = readFileSync(file)
  const ran = await runCli([...words, '--data', folder])
  expect(readFileSync(file).equals(before), words.join(' ')).toBe(true)
  return ran
}

it.each(looking)('%s %s says of older tables who brings them up', async (...words) => {
  const ran = await ranIn(await older(), words)
  const why = 'the tables are of an older version; the collector of this version brings them up at its start'
  expect(ran).toMatchObject({ code: 1, out: '', err: expect.stringContaining(why) })
})

it.each([...making, ...changing])(
  '%s %s on trial says of older tables what would be done first',
  async (...words) => {
    const folder = await older()
    const first = `Would be done first: the tables of ${join(folder, nameOf)} would be brought to this version`
    expect(await ranIn(folder, words)).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringContaining(first),
    })
  },
)

it.each(making)(
  '%s %s on trial without a database says that it would be made, and what then',
  async (...words) => {
    const folder = join(temporaryFolder(), 'new')
    const { code, out, err } = await runCli([...words, '--data', folder])
    expect([code, out]).toEqual([0, ''])
    expect(err.split('\n')).toEqual([
      `Would be done first: ${join(folder, nameOf)} would be made.`,
      expect.stringMatching(/^Would be (done|shown): /),
      ...(words[1] === 'add' && words[0] === 'user' ? [expect.stringMatching(/^Would be shown: /)] : []),
      '',
    ])
    expect(existsSync(folder)).toBe(false)
  },
)

it.each([...looking, ...making])('%s %s leaves a restored backup as it is', async (...words) => {
  const [from, folder] = [temporaryFolder(), temporaryFolder()]
  const store = await openStore(from)
  const copied = new DatabaseSync(store.file)
  copied.prepare('vacuum into ?').run(join(folder, nameOf))
  copied.close()
  await store.close()
  expect(await ranIn(folder, words)).toMatchObject({ code: 0 })
})

it.each([...looking, ...making])(
  '%s %s leaves what a killed collector had not moved where it is',
  async (...words) => {
    const [from, folder] = [temporaryFolder(), temporaryFolder()]
    const store = await openStore(from)
    for (const end of ['', '-wal']) writeFileSync(join(folder, nameOf + end), readFileSync(store.file + end))
    await store.close()
    const wal = readFileSync(join(folder, `${nameOf}-wal`))
    expect(wal.length).toBeGreaterThan(0)
    expect(await ranIn(folder, words)).toMatchObject({ code: 0 })
    expect(readFileSync(join(folder, `${nameOf}-wal`)).equals(wal)).toBe(true)
  },
)
