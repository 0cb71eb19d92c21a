import { setImmediate as nextTurn } from 'node:timers/promises'

/** Does what is to be done of many in pieces, one in each turn of the event loop, so that answers wait for one alone. */
export async function inPieces<T>(
  all: readonly T[],
  most: number,
  work: (piece: readonly T[]) => void,
): Promise<void> {
  for (let from = 0; from < all.length; from += most) {
    if (from > 0) await nextTurn()
    work(from === 0 && all.length <= most ? all : all.slice(from, from + most))
  }
}
