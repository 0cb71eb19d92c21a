/** What this browser remembers of a person's choices. Storage may be forbidden or full: then nothing is kept. */
export function recall<T extends string>(name: string, choices: readonly T[]): T | null {
  try {
    const kept = localStorage.getItem(name)
    return choices.find((choice) => choice === kept) ?? null
  } catch {
    return null
  }
}

export function remember(name: string, choice: string): void {
  try {
    localStorage.setItem(name, choice)
  } catch {
    // The choice holds until the page is left.
  }
}
