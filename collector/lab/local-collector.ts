/** The real collector on this machine, to be asked and to be killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface LocalCollector {
  url: string
  child: ChildProcess
  get<T>(path: string): Promise<T>
  /** Ends it at once, as a power cut or the kernel would; resolves when it is gone. */
  kill(): Promise<void>
}

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const listeningWithinMs = 30_000

/** Its `token` was left in its data folder by `leaveKeys`; `flags` are Node's own. */
export async function startLocalCollector(
  devices: string,
  data: string,
  token: string,
  flags: readonly string[] = [],
): Promise<LocalCollector> {
  const listen = ['--listen', '127.0.0.1:0', '--trap-port', '0']
  const argv = [...flags, main, '--devices', devices, '--data', data, ...listen]
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await listeningAt(child)
  const headers = { authorization: `Bearer ${token}` }
  return {
    url,
    child,
    get: async <T>(path: string) => (await (await fetch(`${url}${path}`, { headers })).json()) as T,
    kill: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      }),
  }
}

function listeningAt(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = []
    const fail = (why: string): void => reject(new Error(`${why}: ${said.join('\n')}`))
    const timer = setTimeout(
      () => fail(`not listening after ${listeningWithinMs / 1000} s`),
      listeningWithinMs,
    )
    child.once('exit', (code) => fail(`ended with ${code} before it listened`))
    if (!child.stdout) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (said.length < 20) said.push(line)
      const event = JSON.parse(line) as { event?: string; url?: string }
      if (event.event !== 'listening' || event.url === undefined) return
      clearTimeout(timer)
      resolve(event.url)
    })
  })
}
