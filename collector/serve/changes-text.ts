import { setImmediate as nextTurn } from 'node:timers/promises'
import type { WireChanges } from './wire.ts'

/** As many items as are written in one turn of the event loop without being noticed. */
const itemsATurn = 20_000

/** The history as JSON; a month of a large network is some ten megabytes, which would hold everything up at once. */
export async function changesText({
  from,
  to,
  links,
  statuses,
  since,
  changes,
}: WireChanges): Promise<string> {
  const columns = [
    `"link":${await listText(changes.link)}`,
    `"at":${await listText(changes.at)}`,
    `"to":${await listText(changes.to)}`,
  ]
  return (
    `{"from":${from},"to":${to},"links":${await listText(links)},"statuses":${await listText(statuses)},` +
    `"since":${await listText(since)},"changes":{${columns.join(',')}}}`
  )
}

async function listText(items: readonly (string | number | null)[]): Promise<string> {
  const pieces: string[] = []
  for (let start = 0; start < items.length; start += itemsATurn) {
    if (start > 0) await nextTurn()
    pieces.push(JSON.stringify(items.slice(start, start + itemsATurn)).slice(1, -1))
  }
  return `[${pieces.join(',')}]`
}
