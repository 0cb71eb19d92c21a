import type { WireChanges } from '../../collector/serve/wire.ts'

/** Three links in the first second of an epoch, of which the third was not told of before. */
export const told: WireChanges = {
  from: 1000,
  to: 2000,
  links: ['a', 'b', 'c'],
  statuses: ['up', 'down', null],
  since: [500, 900, null],
  changes: { link: [0, 2, 0, 1], at: [1100, 1100, 1300, 1500], to: ['down', 'up', 'up', 'up'] },
}
