import type { Asker } from './act.ts'
import { seeded } from './damage.ts'
import { playRound } from './fuzz-round.ts'
import { openStage } from './stage.ts'

export interface FuzzFigures {
  /** Damaged datagrams that were sent, by whom they were to mislead. */
  packets: Record<Asker, number>
  rounds: number
  answered: number
  /** Refused by the gate, by reason. */
  refused: Record<string, number>
  /** Exceptions that nothing caught, or that only the gate kept from ending the process. */
  thrown: number
  unsettled: number
  acceptedWrongly: number
  /** Of the rounds that failed. */
  failedSeeds: number[]
}

/**
 * Sends at least so many damaged datagrams to the real probe over loopback, in rounds whose seeds follow from one. Ends
 * early, with what was seen so far, when the signal is aborted.
 */
export async function fuzz(
  { packets, seed }: { packets: number; seed: number },
  tell: (sent: number) => void,
  signal: AbortSignal,
): Promise<FuzzFigures> {
  const random = seeded(seed)
  return playSeeds(
    () => random(2 ** 32),
    (sent) => sent < packets && !signal.aborted,
    tell,
  )
}

/** Plays the rounds of these seeds again. */
export function replay(seeds: readonly number[]): Promise<FuzzFigures> {
  let at = 0
  return playSeeds(
    () => seeds[at++]!,
    () => at < seeds.length,
    () => {},
  )
}

async function playSeeds(
  next: () => number,
  goesOn: (sent: number) => boolean,
  tell: (sent: number) => void,
): Promise<FuzzFigures> {
  const figures: FuzzFigures = {
    packets: { v1: 0, v2c: 0, open: 0, secret: 0 },
    rounds: 0,
    answered: 0,
    refused: {},
    thrown: 0,
    unsettled: 0,
    acceptedWrongly: 0,
    failedSeeds: [],
  }
  let uncaught = 0
  const count = (): number => (uncaught += 1)
  process.on('uncaughtException', count)
  const stage = await openStage()
  const thrown = (): number => uncaught + (stage.probe.refused()['library-threw'] ?? 0)
  try {
    let sent = 0
    while (goesOn(sent)) {
      const seed = next()
      const thrownBefore = thrown()
      const { asker, packets, isAnswered, fault } = await playRound(stage, seed)
      sent += packets
      figures.packets[asker] += packets
      figures.rounds += 1
      figures.answered += Number(isAnswered)
      figures.unsettled += Number(fault === 'unsettled')
      figures.acceptedWrongly += Number(fault === 'accepted-wrongly')
      if (fault !== null || thrown() > thrownBefore) figures.failedSeeds.push(seed)
      tell(sent)
    }
  } finally {
    figures.unsettled = Math.max(figures.unsettled, stage.probe.inFlight())
    await stage.close()
    process.off('uncaughtException', count)
  }
  return { ...figures, refused: stage.probe.refused(), thrown: thrown() }
}

/** Whether all was as it must be. */
export function isFlawless({ thrown, unsettled, acceptedWrongly }: FuzzFigures): boolean {
  return thrown + unsettled + acceptedWrongly === 0
}
