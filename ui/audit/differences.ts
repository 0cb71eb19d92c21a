/** What an act changed, line by line, for people to read: `before` and `after` are whatever was kept of it. */
export interface Difference {
  /** Where in it, such as `scope.provinces`; empty where it is a single value. */
  path: string
  /** Null where there was nothing; both are text as it was kept. */
  before: string | null
  after: string | null
}

/** Only what is not the same; in the order it was kept in. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const [old, now] = [new Map(leavesOf(before, '')), new Map(leavesOf(after, ''))]
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter((difference) => difference.before !== difference.after)
}

function leavesOf(value: unknown, path: string): [path: string, text: string][] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) {
    if (value.length === 0) return []
    if (value.every((one) => typeof one !== 'object' || one === null)) return [[path, value.join(', ')]]
    return value.flatMap((one, i) => leavesOf(one, join(path, String(i + 1))))
  }
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([name, one]) => leavesOf(one, join(path, name)))
  }
  return [[path, String(value)]]
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}
