import { act, type Finding, note, well } from '../finding.ts'
import { seconds, whole } from '../figure.ts'
import type { FleetNeed } from '../fleet-need.ts'

export interface EchoFacts {
  /** What an echo to 127.0.0.1 was really answered by. */
  by: 'fping' | 'ping' | 'none'
  /** Why that is too little for this fleet, with the cure; null: it is enough. */
  advice: string | null
  fping: { path: string; version: string | null; hasCapability: boolean; isSetuid: boolean } | null
  isRoot: boolean
  /** net.ipv4.ping_group_range, the first and the last group; null where it cannot be read. */
  pingGroups: [number, number] | null
}

export function checkEcho(facts: EchoFacts, need: FleetNeed): Finding[] {
  const work = `${whole(need.echoed)} addresses every ${seconds(need.sweepMs)}`
  if (need.echoed === 0) return [well('echoes', 'none are sent: every link of this fleet is asked by SNMP')]
  const { by, advice } = facts
  if (by === 'fping') return [byFping(facts, work)]
  const cure = advice?.split(': ').slice(1).join(': ') ?? 'apt-get install fping'
  if (advice !== null) return [act('echoes', advice.split(': ')[0]!, cure), ...groups(facts)]
  return [note('echoes', `by the ping program, which is enough for ${work}; fping costs far less`, cure)]
}

function byFping({ fping, isRoot }: EchoFacts, work: string): Finding {
  const { path = 'fping', version = null, hasCapability = false, isSetuid = false } = fping ?? {}
  const right = hasCapability ? 'cap_net_raw' : isSetuid ? 'setuid' : isRoot ? 'root alone' : 'unprivileged'
  const found = `fping ${version ?? 'of unknown version'} (${path}, ${right}) asked 127.0.0.1 and was answered; ${work}`
  return isRoot && !hasCapability && !isSetuid
    ? note(
        'echoes',
        `${found}. Another user than root could not: the systemd unit grants it, else`,
        `setcap cap_net_raw+ep ${path}`,
      )
    : well('echoes', found)
}

/** What lets any user send echoes without a capability. */
function groups({ by, pingGroups, isRoot }: EchoFacts): Finding[] {
  if (by !== 'none' || isRoot || pingGroups === null || pingGroups[0] <= pingGroups[1]) return []
  return [
    act(
      'ping_group_range',
      'no group may send echoes without a privilege (net.ipv4.ping_group_range is empty)',
      "sysctl -w net.ipv4.ping_group_range='0 2147483647'",
    ),
  ]
}
