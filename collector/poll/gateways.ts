import type { Clock } from '../domain/clock.ts'
import { fresh } from '../domain/sign.ts'
import { placeOf } from '../domain/spread.ts'
import type { IkeProbe } from '../probe/ike/ike-probe.ts'
import { Limit } from './limit.ts'
import type { TrackedLink } from './tracked-link.ts'

/** How often each gateway is asked. */
export const ikeEveryMs = 60_000

const timeoutMs = 2_000

/** Many a gateway counts such questions as attacks: they go out ten a second in all, however many there are. */
const pace = { starts: 1, everyMs: 100 }
const mostAskedAtOnce = 50

/** For so long after a visit the router itself has told enough. */
const toldForMs = 5 * 60_000

type Port = 500 | 4500

export interface Called {
  at: number
  answered: boolean
}

/** The links whose gateway has its turn in this second: of IPsec, and where the router tells nothing of the tunnel. */
export function dueGateways(links: Iterable<TrackedLink>, second: number, at: number): TrackedLink[] {
  const place = second % (ikeEveryMs / 1000)
  return [...links].filter(({ link, vpn: { tunnel, ipsec } }) => {
    if (link.vpn?.kind !== 'ipsec' || link.vpn.peer === null) return false
    const isTold = [tunnel, ipsec].some((one) => fresh(one?.sign ?? null, at, toldForMs) !== null)
    return !isTold && placeOf(link.vpn.peer, ikeEveryMs / 1000) === place
  })
}

/** Asks the far gateways of tunnels whether their IKE answers, each once however many links go to it. */
export class Gateways {
  readonly #ike: IkeProbe
  readonly #clock: Clock
  readonly #limit: Limit
  /** By address, where it answered last. */
  readonly #ports = new Map<string, Port>()

  constructor({ ike, clock }: { ike: IkeProbe; clock: Clock }) {
    this.#ike = ike
    this.#clock = clock
    this.#limit = new Limit(mostAskedAtOnce, pace, clock)
  }

  /** A link that is absent from the answer was not asked for, which is not the same as silence. */
  async ask(links: readonly TrackedLink[]): Promise<Map<TrackedLink, Called>> {
    const heard = new Map<TrackedLink, Called>()
    const byPeer = Map.groupBy(links, ({ link }) => link.vpn?.peer ?? '')
    await Promise.all(
      [...byPeer].map(async ([peer, sharing]) => {
        const called = await this.#call(peer)
        if (called) for (const one of sharing) heard.set(one, called)
      }),
    )
    return heard
  }

  /** At the port that answered last, then at the other one. */
  async #call(peer: string): Promise<Called | null> {
    const at = this.#clock.now()
    const ports: Port[] = this.#ports.get(peer) === 4500 ? [4500, 500] : [500, 4500]
    let wasAsked = false
    for (const port of ports) {
      const answer = await this.#limit.run(() => this.#ike.ask(peer, port, timeoutMs))
      if (answer.ok) {
        this.#ports.set(peer, port)
        return { at, answered: true }
      }
      wasAsked ||= answer.why === 'timeout'
    }
    return wasAsked ? { at, answered: false } : null
  }
}
