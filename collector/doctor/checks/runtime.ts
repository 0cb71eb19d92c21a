import { act, type Finding, well } from '../finding.ts'

export interface RuntimeFacts {
  /** Without a `v` before it, such as 24.21.0. */
  node: string
  /** Null where it is not built in. */
  sqlite: string | null
}

/** Runs TypeScript as it is, and has node:sqlite without a flag. */
const leastNode = 24
/** Of Node.js 24.0. */
const leastSqlite = [3, 49] as const

export function checkRuntime({ node, sqlite }: RuntimeFacts): Finding[] {
  const isNodeRight = Number.parseInt(node, 10) >= leastNode
  const cure =
    'npm ci && npm start (npm scripts run by the Node.js that npm ci brings), or install Node.js 24'
  return [
    isNodeRight
      ? well('Node.js', `${node}`)
      : act('Node.js', `${node}; the collector needs ${leastNode} or newer`, cure),
    sqlite !== null && isAtLeast(sqlite, leastSqlite)
      ? well('SQLite', `${sqlite}, built into Node.js`)
      : act(
          'SQLite',
          `${sqlite ?? 'not built in'}; the collector needs ${leastSqlite.join('.')} or newer`,
          cure,
        ),
  ]
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [foundMajor = 0, foundMinor = 0] = version.split('.').map(Number)
  return foundMajor > major || (foundMajor === major && foundMinor >= minor)
}
