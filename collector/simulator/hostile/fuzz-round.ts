import { acts } from './acts.ts'
import type { Asker } from './act.ts'
import { damage, seeded } from './damage.ts'
import { resealed } from './signed.ts'
import { keys, toldOf, truths, wanted, type Stage } from './stage.ts'

/** Of one question, or a few where it takes them: all of it follows from its seed. */
export interface RoundEnd {
  asker: Asker
  packets: number
  isAnswered: boolean
  /** Null: all is as it must be. */
  fault: 'unsettled' | 'accepted-wrongly' | null
}

const askers: readonly Asker[] = ['v1', 'v2c', 'open', 'secret']
const damagedPerRequest = 12
const timeoutMs = 15
/** Of so many requests one is left without a right answer. */
const silentOne = 16
/** Far beyond every deadline: what is not settled by then never will be. */
const patienceMs = 10_000
/** So that a round stays a round. */
const mostPackets = 600
const large = 2_000

/** Asks the hostile router once, which sends damaged answers and, mostly, the right one after them. */
export async function playRound(stage: Stage, seed: number): Promise<RoundEnd> {
  const random = seeded(seed)
  const asker = askers[random(askers.length)]!
  const isVisit = random(2) === 0
  // Who has the keys may say anything, and is still to be held to the form of it.
  const hasKeys = asker === 'secret' && random(2) === 0
  const actsToIt = acts.filter(({ to }) => to === asker)
  let packets = 0
  stage.hostile.requests.length = 0
  stage.hostile.play((request) => {
    const right = stage.honest(asker)(request)
    if (packets >= mostPackets) return right
    const damaged = Array.from({ length: damagedPerRequest }, () => {
      const forged = random(3) === 0 ? actsToIt[random(actsToIt.length)]!.play(request, right) : right
      const datagrams = forged.filter(({ length }) => length < large)
      const datagram = datagrams[random(datagrams.length)] ?? right[0]!
      if (!hasKeys || random(4) === 0) return damage(datagram, random)
      return resealed(request, datagram, keys, (plain) => damage(plain, random))
    })
    packets += damaged.length
    return random(silentOne) === 0 ? damaged : [...damaged, ...right]
  })
  if (random(4) === 0) stage.probe.forget('rtr-1')
  const target = stage.target(asker, timeoutMs, 0)
  const { probe } = stage
  const enginesBefore = probe.refused()['too-many-engines']
  const asked = isVisit
    ? probe.visit(target, wanted).then((seen) => ({ seen, told: toldOf(seen) }))
    : probe.ask(target, timeoutMs).then((seen) => ({ seen, told: null }))
  let patience: NodeJS.Timeout | undefined
  const settled = await Promise.race([
    asked,
    new Promise<null>((resolve) => (patience = setTimeout(() => resolve(null), patienceMs))),
  ])
  clearTimeout(patience)
  // Who was named a false engine would be asked nothing more for a minute.
  if (probe.refused()['too-many-engines'] !== enginesBefore) probe.forget('rtr-1')
  if (settled === null) return { asker, packets, isAnswered: false, fault: 'unsettled' }
  const { seen, told } = settled
  const end = { asker, packets, isAnswered: seen.ok }
  if (!seen.ok) return { ...end, fault: null }
  // Without a signature a changed value is as good as the right one; whose it is must be right all the same.
  const isOfAnother = told !== null && told.index !== null && told.index !== truths[0]!.index
  const isFalse = seen.value.sysUpTimeCs !== upTimeCs || (told !== null && told.found && !isTrue(told))
  const isWrong = isOfAnother || (asker === 'secret' && !hasKeys && isFalse)
  return { ...end, fault: isWrong ? 'accepted-wrongly' : null }
}

const upTimeCs = 100_000

function isTrue({ inOctets, outOctets }: { inOctets: bigint | null; outOctets: bigint | null }): boolean {
  return truths.some((truth) => truth.inOctets === inOctets && truth.outOctets === outOctets)
}
