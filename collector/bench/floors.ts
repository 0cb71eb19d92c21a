/** What the same work costs with nothing around it: the floor under the product's own figures. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { loopbackAddress } from './loopback-fleet.ts'
import { childrenCpuSeconds } from './process-use.ts'

const libraryLoop = fileURLToPath(new URL('./library-loop.ts', import.meta.url))

/** As many addresses as the product asks by one process of a sweep. */
const run = 240

/** Seconds of processor time of fping alone, for one echo to each of so many addresses, in runs as of a sweep. */
export async function fpingFloor(addresses: number): Promise<number> {
  const all = Array.from({ length: addresses }, (_, at) => `${loopbackAddress(at)}\n`)
  return childrenCpuSeconds(async () => {
    for (let from = 0; from < addresses; from += run) await askOnce(all.slice(from, from + run).join(''))
  })
}

async function askOnce(addresses: string): Promise<void> {
  const args = ['-q', '-C', '1', '-i', '0', '-t', '1000', '-f', '-']
  const child = spawn('fping', args, { stdio: ['pipe', 'ignore', 'ignore'] })
  child.stdin.end(addresses)
  await once(child, 'close')
}

/** Seconds of processor time of the library's plain use: a session and a GET of ten values for each of so many routers. */
export async function libraryFloor(routers: number, port: number): Promise<number> {
  const ask = (count: number): Promise<number> =>
    childrenCpuSeconds(() =>
      promisify(execFile)(process.execPath, [libraryLoop, String(port), String(count)]),
    )
  // Once for nobody: what a process takes to start and to load the library is not of the loop.
  return (await ask(routers)) - (await ask(0))
}
