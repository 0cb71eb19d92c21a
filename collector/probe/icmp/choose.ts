/** Decides by what means addresses are asked: fping where it works, else the ping package, else nothing. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Log } from '../../log.ts'
import { createAbsentLog } from './absent.ts'
import { createFping, type Fping } from './fping.ts'
import type { IcmpProbe } from './icmp-probe.ts'
import { createPing } from './ping.ts'

export interface IcmpChoice {
  log: Log
  /** How many addresses are asked, and how often: to say at once where the means are too small. */
  endpoints: number
  everyMs: number
  /** Where programs are looked for; left out: the environment's PATH. */
  path?: string
}

/** What the ping package does on two cores, less the room that bursts need: a silent address holds a process for seconds. */
const pingsPerSecond = 50
const loopback = '127.0.0.1'
const once = { periodMs: 1_000, timeoutMs: 1_000 }

/** A service's PATH often lacks the folders for the administrator's programs. */
const usualFolders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']

export async function chooseIcmpProbe({ log, endpoints, everyMs, path }: IcmpChoice): Promise<IcmpProbe> {
  const folders = path?.split(delimiter) ?? [...(process.env.PATH ?? '').split(delimiter), ...usualFolders]
  const fping = await tryFping(folders)
  const probe =
    'probe' in fping ? fping.probe(log) : ((await tryPing(folders, fping.cure, log)) ?? nothing(fping.cure))

  const advice = probe.advice(endpoints, everyMs)
  log[advice === null ? 'info' : 'warn']('icmp-by', { by: probe.by, endpoints, everyMs, advice })
  return probe
}

/** The probe, or what to do so that fping can be used. */
async function tryFping(folders: string[]): Promise<{ probe: (log: Log) => IcmpProbe } | { cure: string }> {
  const program = folders.map((folder) => join(folder, 'fping')).find(isProgram)
  if (program === undefined) return { cure: 'install fping, `apt-get install fping`' }

  const hasty = await testFping(program, true)
  const { fping, refusal } = hasty.fping === null ? await testFping(program, false) : hasty
  if (fping === null) {
    return {
      cure: `${program} is installed but cannot ask ${loopback} (${refusal}): give it the right to, \`setcap cap_net_raw+ep ${program}\``,
    }
  }
  return {
    probe: (log) => {
      const absent = createAbsentLog(log, 'fping')
      return {
        by: 'fping',
        advice: () => null,
        async ask(addresses, count, options) {
          const { roundTrips, why } = await fping.ask(addresses, count, options)
          absent.saw(addresses, roundTrips, why ?? 'fping did not say how all echoes ended')
          return roundTrips
        },
        close() {
          absent.end()
          return fping.close()
        },
      }
    },
  }
}

/** Null where it does not answer for our own address, with what it said. */
async function testFping(
  program: string,
  inRuns: boolean,
): Promise<{ fping: Fping | null; refusal: string }> {
  const fping = createFping(program, { inRuns })
  const { roundTrips, why } = await fping.ask([loopback], 1, once)
  if (roundTrips.has(loopback)) return { fping, refusal: '' }
  await fping.close()
  return { fping: null, refusal: why ?? 'it did not say why' }
}

async function tryPing(folders: string[], cure: string, log: Log): Promise<IcmpProbe | null> {
  const ping = createPing(folders.join(delimiter))
  if (!(await ping.ask([loopback], 1, once)).has(loopback)) return null

  const absent = createAbsentLog(log, 'ping')
  return {
    by: 'ping',
    advice(endpoints, everyMs) {
      if (endpoints / (everyMs / 1_000) <= pingsPerSecond) return null
      return `${endpoints} addresses every ${everyMs / 1_000} s are more than the ping program can ask (about ${pingsPerSecond} a second, with room for bursts): ${cure}`
    },
    async ask(addresses, count, options) {
      const roundTrips = await ping.ask(addresses, count, options)
      absent.saw(addresses, roundTrips, 'the ping program did not say how all echoes ended')
      return roundTrips
    },
    close() {
      absent.end()
      return ping.close()
    },
  }
}

function nothing(cure: string): IcmpProbe {
  return {
    by: 'none',
    advice: (endpoints) =>
      endpoints === 0
        ? null
        : `neither fping nor ping can be used here, so no address is asked by ICMP: ${cure}`,
    ask: async () => new Map(),
    close: async () => {},
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
