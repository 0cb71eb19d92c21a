import { vi } from 'vitest'

/** For the tests: waits until the check holds, on a busy machine too. */
export function soon(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 15_000, interval: 10 })
}
