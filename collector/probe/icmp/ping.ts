/** Asks by the ping package, one process an address: the path for machines without fping. */
import { isIPv6 } from 'node:net'
import { distinctAddresses, withinTimeout } from './icmp-probe.ts'
import type { EchoOptions, RoundTrips } from './icmp-probe.ts'
import { readPingAnswers } from './ping-answers.ts'
import { spawnPing } from './spawned-ping.ts'
import { Slots } from './slots.ts'

/** More processes at once stall the event loop for longer than they save. */
const processesAtOnce = 16
/** Shorter ones are refused to anyone but root. */
const shortestPeriodMs = 200
/** How much later than it should a process may end before it is told to, and then before it is made to. */
const graceMs = 1_000
const killAfterMs = 2_000
/** After this a killed process is not waited for. */
const lingerMs = 1_000

export interface Ping {
  ask(addresses: readonly string[], count: number, options: EchoOptions): Promise<RoundTrips>
  close(): Promise<void>
}

/** @param path where the program is looked for, as in the environment's PATH. */
export function createPing(path: string): Ping {
  const slots = new Slots(processesAtOnce)
  const closing = new AbortController()
  const running = new Set<Promise<unknown>>()

  /** The ping6 of GNU inetutils takes no fraction of a second between echoes. */
  let wholeSecondsForIPv6 = false

  async function askOne(
    address: string,
    count: number,
    options: EchoOptions,
  ): Promise<(number | null)[] | null> {
    if (closing.signal.aborted) return null
    const v6 = isIPv6(address)
    const granted = Math.max(shortestPeriodMs, Math.round(options.periodMs))
    const periodMs = v6 && wholeSecondsForIPv6 ? Math.ceil(granted / 1_000) * 1_000 : granted
    const timeoutS = v6 ? null : Math.max(1, Math.ceil(options.timeoutMs / 1_000))
    const spawned = spawnPing({ address, count, periodMs, timeoutS, path })
    const shouldTakeMs = (count - 1) * periodMs + options.timeoutMs
    const said = await bounded(spawned, shouldTakeMs + graceMs, closing.signal)
    if (said === null) return null
    if (v6 && !wholeSecondsForIPv6 && said.includes('invalid value')) {
      wholeSecondsForIPv6 = true
      return askOne(address, count, options)
    }
    const rttsMs = readPingAnswers(said, count)
    return rttsMs && withinTimeout(rttsMs, options.timeoutMs)
  }

  return {
    async ask(addresses, count, options) {
      const roundTrips: RoundTrips = new Map()
      const asks = distinctAddresses(addresses).map((address) =>
        slots.take(async () => {
          const rttsMs = await askOne(address, count, options)
          if (rttsMs) roundTrips.set(address, rttsMs)
        }),
      )
      const all = Promise.all(asks)
      running.add(all)
      await all.finally(() => running.delete(all))
      return roundTrips
    },

    async close() {
      closing.abort()
      await Promise.all(running)
    },
  }
}

/** What it said, or null where it could not be had in time; by then the process is gone or given up. */
function bounded(
  spawned: ReturnType<typeof spawnPing>,
  endAfterMs: number,
  signal: AbortSignal,
): Promise<string | null> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout
    const giveUp = () => settle(null)
    const kill = () => {
      spawned.kill('SIGKILL')
      clearTimeout(timer)
      timer = setTimeout(giveUp, lingerMs)
    }
    const end = () => {
      // Asked to, every ping prints its summary and leaves.
      spawned.kill('SIGINT')
      timer = setTimeout(kill, killAfterMs)
    }
    const settle = (said: string | null) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', kill)
      resolve(said)
    }
    timer = setTimeout(end, endAfterMs)
    signal.addEventListener('abort', kill)
    spawned.output.then(settle, giveUp)
  })
}
