/** Whose turn it is to fail: at regular times one member is drawn, by dice, for a while. */
import { hashText, roll, rollBetween } from './dice.ts'

export interface Member {
  id: string
  /** How likely it is drawn, beside the others. */
  weight: number
}

export interface Turn {
  member: string
  from: number
  to: number
}

export interface RotaRules {
  seed: number
  /** Keeps the dice of several rotas apart. */
  name: string
  everyMs: number
  /** A turn begins within this much of its slot's start. */
  latestStartMs: number
  shortestMs: number
  longestMs: number
  /** A member is drawn at most once in so many slots. */
  restSlots: number
  /** With fewer members than this, some slots stay empty: a small network is not always ill. */
  fullAt: number
  /** Whether the member can be drawn at all at that moment. */
  isFree(member: string, at: number): boolean
}

const mostRemembered = 64

export class Rota {
  readonly #rules: RotaRules
  readonly #members: (Member & { hash: number })[]
  readonly #startHash: number
  readonly #lengthHash: number
  readonly #emptyHash: number
  /** Turns already drawn, by slot: the same question always has the same answer. */
  readonly #drawn = new Map<number, Turn | null>()

  constructor(members: Member[], rules: RotaRules) {
    this.#rules = rules
    this.#members = members.map((member) => ({ ...member, hash: hashText(`${rules.name} ${member.id}`) }))
    this.#startHash = hashText(`${rules.name} start`)
    this.#lengthHash = hashText(`${rules.name} length`)
    this.#emptyHash = hashText(`${rules.name} empty`)
  }

  /** The member's turn under way, if there is one. */
  turnOf(member: string, at: number): Turn | null {
    const { everyMs, latestStartMs, longestMs } = this.#rules
    const last = Math.floor(at / everyMs)
    for (let slot = Math.floor((at - latestStartMs - longestMs) / everyMs); slot <= last; slot++) {
      const turn = this.#turn(slot)
      if (turn?.member === member && turn.from <= at && at < turn.to) return turn
    }
    return null
  }

  #turn(slot: number): Turn | null {
    const known = this.#drawn.get(slot)
    if (known !== undefined) return known
    const turn = this.#draw(slot)
    for (const oldest of this.#drawn.keys()) {
      if (this.#drawn.size < mostRemembered) break
      this.#drawn.delete(oldest)
    }
    this.#drawn.set(slot, turn)
    return turn
  }

  #draw(slot: number): Turn | null {
    const { seed, everyMs, latestStartMs, shortestMs, longestMs, fullAt } = this.#rules
    if (roll(seed, this.#emptyHash, slot) * fullAt >= this.#members.length) return null
    const from = slot * everyMs + Math.floor(rollBetween(0, latestStartMs, seed, this.#startHash, slot))
    const member = this.#winner(slot, from)
    if (member === null) return null
    const lengthMs = rollBetween(shortestMs, longestMs, seed, this.#lengthHash, slot)
    return { member, from, to: from + Math.floor(lengthMs) }
  }

  /**
   * Everybody rolls, and the lowest wins. So a member that comes or goes with an edit of the configuration
   * changes only the turns that are its own.
   */
  #winner(slot: number, at: number): string | null {
    const { seed, restSlots, isFree } = this.#rules
    let best = Infinity
    let winner: string | null = null
    for (const { id, weight, hash } of this.#members) {
      if ((hash - slot) % restSlots !== 0) continue
      const score = -Math.log(1 - roll(seed, hash, slot)) / weight
      if (score < best && isFree(id, at)) {
        best = score
        winner = id
      }
    }
    return winner
  }
}
