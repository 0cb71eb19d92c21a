/** The ping package with what it lacks: the plain language, a way to end its process, and no way to end ours. */
import type { ChildProcess } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import ping from 'ping'

/** A single address has no more to say than this. */
const maxBytes = 64 * 1024

export interface SpawnedPing {
  /** All that the program said. Rejects where it could not be started, or said what the package chokes on. */
  output: Promise<string>
  kill(signal: 'SIGINT' | 'SIGKILL'): void
}

export interface PingRequest {
  /** IP literal. */
  address: string
  count: number
  /** From one echo to the next; of no meaning for a single one. */
  periodMs: number
  /** Null: not passed on, as the ping6 of GNU inetutils has no option for it. */
  timeoutS: number | null
  /** Where the program is looked for. */
  path: string
}

export function spawnPing(request: PingRequest): SpawnedPing {
  const children: ChildProcess[] = []
  const onSpawn = (message: unknown) => children.push((message as { process: ChildProcess }).process)
  // The package spawns before it returns, so that nobody else's child is met here.
  subscribe('child_process', onSpawn)
  const answer = inPlainSurroundings(request.path, () =>
    ping.promise.probe(request.address, {
      numeric: true,
      min_reply: request.count,
      // The package takes false for "leave it out", which its types do not know.
      timeout: request.timeoutS ?? (false as unknown as number),
      extra: request.count > 1 ? ['-i', String(request.periodMs / 1_000)] : [],
    }),
  )
  unsubscribe('child_process', onSpawn)

  const choked = new Promise<never>((_, reject) => children.forEach((child) => guard(child, reject)))
  return {
    output: Promise.race([answer.then(({ output }) => output), choked]),
    kill: (signal) => children.forEach((child) => child.kill(signal)),
  }
}

/** The package parses in a listener, where an output it does not expect throws out of reach and ends the process. */
function guard(child: ChildProcess, reject: (reason: unknown) => void): void {
  for (const listener of child.listeners('close')) {
    child.off('close', listener as () => void)
    child.once('close', (...ending) => {
      try {
        listener.apply(child, ending)
      } catch (error) {
        reject(error)
      }
    })
  }
  let bytes = 0
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > maxBytes) child.kill('SIGKILL')
    })
}

/** The package hands on our whole environment and sets only LANG, which LC_ALL outranks. */
function inPlainSurroundings<T>(path: string, spawnNow: () => T): T {
  const { LC_ALL, PATH } = process.env
  Object.assign(process.env, { LC_ALL: 'C', PATH: path })
  try {
    return spawnNow()
  } finally {
    restore('LC_ALL', LC_ALL)
    restore('PATH', PATH)
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}
