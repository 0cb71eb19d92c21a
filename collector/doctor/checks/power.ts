import { act, type Finding, note, well } from '../finding.ts'
import { bytes, whole } from '../figure.ts'
import type { FleetNeed } from '../fleet-need.ts'

export interface PowerFacts {
  memoryBytes: number
  /** What the cgroup of this process, a container's or a service's, may use; null: without a limit. */
  memoryLimitBytes: number | null
  cores: number
  /** In cores; null: without a limit. */
  coresLimit: number | null
}

/** From BENCHMARKS.md, rounded up: with twelve thousand routers and ten browsers. */
const memory = { ofAll: 250e6, ofALink: 25_000 }
/** While a file of so many satker is read, in a process that ends then. */
const readingBytesOfASatker = 42_000
/** Milliseconds of one core, those of fping included. */
const cost = { ofAnEcho: 0.06, ofAVisit: 0.25, ofALinkAMinute: 0.1 }
/** More would leave no room for bursts, reports and browsers. */
const mostOfACore = 0.5

export function checkPower(facts: PowerFacts, need: FleetNeed): Finding[] {
  return [checkMemory(facts, need), checkCores(facts, need)]
}

function checkMemory({ memoryBytes, memoryLimitBytes }: PowerFacts, { links, satker }: FleetNeed): Finding {
  const what = 'memory'
  const roomBytes = Math.min(memoryBytes, memoryLimitBytes ?? memoryBytes)
  const neededBytes = memory.ofAll + links * memory.ofALink + satker * readingBytesOfASatker
  const limited = memoryLimitBytes !== null && memoryLimitBytes < memoryBytes
  const found = `${bytes(roomBytes)}${limited ? ', the limit of this container or service' : ''}; this fleet takes up to ${bytes(neededBytes)}`
  if (roomBytes >= neededBytes) return well(what, found)
  const wanted = `${Math.ceil(neededBytes / 1e9)}g`
  return act(
    what,
    found,
    limited
      ? `podman run --memory ${wanted} …; as a service: systemctl edit satker-connected, [Service] MemoryMax=${wanted.toUpperCase()}`
      : 'a machine with more memory',
  )
}

function checkCores({ cores, coresLimit }: PowerFacts, need: FleetNeed): Finding {
  const what = 'cores'
  const room = Math.min(cores, coresLimit ?? cores)
  const { echoed, sweptBySnmp, routers, links, sweepMs, visitMs } = need
  const msASecond =
    (echoed * cost.ofAnEcho + sweptBySnmp * cost.ofAVisit) / (sweepMs / 1_000) +
    (routers * cost.ofAVisit) / (visitMs / 1_000) +
    (links * cost.ofALinkAMinute) / 60
  const share = msASecond / 1_000
  const percent = share * 100
  const limited = coresLimit !== null && coresLimit < cores
  const found = `${Number(room.toFixed(2))}${limited ? ', the limit of this container or service' : ''}; this fleet takes ${percent < 1 ? 'less than 1' : whole(percent)} % of one`
  if (share > mostOfACore)
    return act(what, found, 'ask less often: icmp: { every: 30s }, snmp: { every: 5m } in devices.yaml')
  if (room < 2 * share) return act(what, found, 'podman run --cpus 2 …, or a machine with two cores')
  return room < 2 && need.links > 1_000
    ? note(what, `${found}; two are better for as large a fleet`)
    : well(what, found)
}
