import { expect, test } from 'vitest'
import { silentLog } from '../log.ts'
import { type Lateness, LatenessLog } from './lateness-log.ts'

const well: Lateness = { visitsLate: 0, visitsSkipped: 0, sweepsLate: 0, waiting: 0, longestUnseenMs: 60_000 }

test('each minute in which more was late is told with how much more, and the end of it once', () => {
  const lines: object[] = []
  const told = (event: string, facts?: object): void => void lines.push({ event, ...facts })
  const log = new LatenessLog({ ...silentLog, info: told, warn: told })
  for (const lateness of [
    well,
    { ...well, visitsLate: 20, waiting: 7 },
    { ...well, visitsLate: 25, visitsSkipped: 3, sweepsLate: 1, waiting: 9, longestUnseenMs: 90_000 },
    { ...well, visitsLate: 25, visitsSkipped: 3, sweepsLate: 1 },
    { ...well, visitsLate: 25, visitsSkipped: 3, sweepsLate: 1 },
  ])
    log.tell(lateness)
  expect(lines).toEqual([
    { event: 'behind', visitsLate: 20, visitsSkipped: 0, sweepsLate: 0, waiting: 7, longestUnseenMs: 60_000 },
    { event: 'behind', visitsLate: 5, visitsSkipped: 3, sweepsLate: 1, waiting: 9, longestUnseenMs: 90_000 },
    { event: 'behind-ended', waiting: 0, longestUnseenMs: 60_000 },
  ])
})
