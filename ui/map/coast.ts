/** The land as two SVG paths, in tenths of a map unit. */
export interface Coast {
  land: string
  neighbours: string
}

/** Null where it cannot be had: the marks then stand on an empty sheet, and nothing else is lost. */
export async function loadCoast(url: string): Promise<Coast | null> {
  try {
    const response = await fetch(url)
    return response.ok ? ((await response.json()) as Coast) : null
  } catch {
    return null
  }
}
