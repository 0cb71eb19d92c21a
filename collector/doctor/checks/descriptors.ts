import { act, type Finding, note, well } from '../finding.ts'
import { whole } from '../figure.ts'
import { browsersToExpect, type FleetNeed } from '../fleet-need.ts'

export interface DescriptorFacts {
  /** Of this process; Node.js raises the soft limit to the hard one. Null where it cannot be read. */
  hard: number | null
}

/** Database, sockets, pipes of the programs that send echoes, and threads. */
const ofTheCollector = 200

export function checkDescriptors({ hard }: DescriptorFacts, { played }: FleetNeed): Finding {
  const need = ofTheCollector + browsersToExpect + played.length
  const why = `${whole(need)} are needed: ${whole(browsersToExpect)} browsers${
    played.length === 0 ? '' : `, ${whole(played.length)} routers that the simulator plays`
  }, and the collector's own`
  if (hard === null) return note('open files', `the limit cannot be read here; ${why}`)
  if (hard >= need) return well('open files', `at most ${whole(hard)}; ${why}`)
  return act(
    'open files',
    `at most ${whole(hard)}; ${why}`,
    `ulimit -n ${need}, in the shell that starts it; as a service: systemctl edit satker-connected, [Service] LimitNOFILE=${need}`,
  )
}
