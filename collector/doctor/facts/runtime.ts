import type { RuntimeFacts } from '../checks/runtime.ts'

export function runtimeFacts(): RuntimeFacts {
  const { node, sqlite } = process.versions
  return { node, sqlite: sqlite ?? null }
}
