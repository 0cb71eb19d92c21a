import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { folderOf } from './folder-of.test-kit.ts'
import { loadNetwork, type LoadResult } from './load-network.ts'
import { area, bali, collection, square } from './outlines.test-kit.ts'
import { watchNetwork } from './watch-network.ts'

/** A file that is watched, and what each of its loads came to. */
async function watched(files: Record<string, string>) {
  const folder = folderOf(files)
  const file = join(folder, 'devices.yaml')
  const loads: string[] = []
  const first = await loadNetwork(file, {})
  const watch = watchNetwork({
    file,
    env: {},
    everyMs: 20,
    files: first.files,
    onLoad: (result) => loads.push(said(result)),
  })
  onTestFinished(() => watch.stop())
  const until = (...expected: string[]) =>
    vi.waitFor(() => expect(loads).toEqual(expected), { timeout: 20_000 })
  return { folder, file, loads, until, watch }
}

function said(result: LoadResult): string {
  return result.ok ? result.network.organisation : (result.problems[0]?.message ?? '')
}

test('an edit is loaded, good or bad, and so is its mending', async () => {
  const { file, until } = await watched({ 'devices.yaml': 'organisation: A' })
  writeFileSync(file, 'organisation: B')
  await until('B')
  writeFileSync(file, 'organisation: [B]')
  await until('B', 'must be a text, not a map or a list')
  writeFileSync(file, 'organisation: C')
  await until('B', 'must be a text, not a map or a list', 'C')
})

test('a file that is replaced, removed and put back is followed', async () => {
  const { folder, file, until } = await watched({
    'devices.yaml': 'organisation: A',
    next: 'organisation: B',
  })
  renameSync(join(folder, 'next'), file)
  await until('B')
  rmSync(file)
  await until('B', 'is not there; create it, or give the right path')
  writeFileSync(file, 'organisation: C')
  await until('B', 'is not there; create it, or give the right path', 'C')
})

test('included files count, those edited and those that are new', async () => {
  const { folder, until, loads } = await watched({
    'devices.yaml': 'organisation: A\ninclude: [d/*.yaml]',
    'd/a.yaml': '',
  })
  writeFileSync(join(folder, 'd/a.yaml'), 'satker: []')
  await until('A')
  writeFileSync(join(folder, 'd/b.yaml'), 'providers: x')
  await until('A', 'must be a list: lines that begin with "- ", or [a, b]')
  rmSync(join(folder, 'd/b.yaml'))
  await vi.waitFor(() => expect(loads.at(-1)).toBe('A'), { timeout: 20_000 })
})

test('the outlines of the provinces count too, and come over whole', async () => {
  const outlines = (kode: string) => JSON.stringify(collection(area({ kode }, square(bali))))
  const folder = folderOf({ 'devices.yaml': 'map: { provinces: p.json }', 'p.json': outlines('51') })
  const file = join(folder, 'devices.yaml')
  const codes: unknown[] = []
  const note = (result: LoadResult) => codes.push(result.ok ? codeIn(result.provinceOutlines) : said(result))
  const first = await loadNetwork(file, {})
  note(first)
  const watch = watchNetwork({ file, env: {}, everyMs: 20, files: first.files, onLoad: note })
  onTestFinished(() => watch.stop())
  const until = (...expected: unknown[]) =>
    vi.waitFor(() => expect(codes).toEqual(expected), { timeout: 20_000 })
  writeFileSync(join(folder, 'p.json'), outlines('52'))
  await until('51', '52')
  const gone = 'p.json is not there; create it, or give the right path'
  rmSync(join(folder, 'p.json'))
  await until('51', '52', expect.stringContaining(gone))
  writeFileSync(join(folder, 'p.json'), outlines('53'))
  await until('51', '52', expect.stringContaining(gone), '53')
})

function codeIn(geoJson: Uint8Array | null): unknown {
  return geoJson && JSON.parse(new TextDecoder().decode(geoJson)).features[0].id
}

test('an edit made before the watch began is not missed', async () => {
  const folder = folderOf({ 'devices.yaml': 'organisation: A' })
  const file = join(folder, 'devices.yaml')
  const { files } = await loadNetwork(file, {})
  writeFileSync(file, 'organisation: Baru')
  const result = await new Promise<LoadResult>((onLoad) => {
    const watch = watchNetwork({ file, env: {}, everyMs: 20, files, onLoad })
    onTestFinished(() => watch.stop())
  })
  expect(said(result)).toBe('Baru')
})

test('without an earlier load the first look loads', async () => {
  const folder = folderOf({ 'devices.yaml': 'organisation: A' })
  const result = await new Promise<LoadResult>((onLoad) => {
    const watch = watchNetwork({ file: join(folder, 'devices.yaml'), env: {}, everyMs: 20, onLoad })
    onTestFinished(() => watch.stop())
  })
  expect(said(result)).toBe('A')
})

test('a watch that is stopped hands nothing out any more', async () => {
  const { file, loads, watch } = await watched({ 'devices.yaml': 'organisation: A' })
  await watch.stop()
  writeFileSync(file, 'organisation: B')
  await watch.stop()
  expect(loads).toEqual([])
})
